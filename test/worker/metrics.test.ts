import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHealthPort, type HealthServer } from '../../worker/health/server.ts'
import { freePort } from '../server/cluster.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addText, startTestWorker, useStub, type TestWorker } from './in-process.ts'
import { findPrometheus } from './prometheus.ts'

const folder = mkdtempSync(join(tmpdir(), 'howdah-prometheus-'))
const programs = findPrometheus(folder)
const alerts = 'worker/deploy/alerts.yaml'
const dashboard = JSON.parse(readFileSync('worker/deploy/dashboard.json', 'utf8')) as {
  panels: { id: number; title: string; targets: { expr: string }[] }[]
}

let db: TestDatabase
let stub: Stub
let worker: TestWorker
let port: HealthServer
beforeAll(async () => {
  db = await createDatabase()
  stub = await startStub()
  worker = await startTestWorker(db.url, await useStub(db, stub.url))
  port = await openHealthPort(
    { host: '127.0.0.1', port: 0, secrets: [] },
    () => worker.health,
    () => {},
  )
  await addText(db, 'Twenty days of leave.')
  await db.sql`
    select howdah.send_message(howdah.start_conversation(), 'How many days?')
      from (select howdah.act_as('ann') as is_set) as me where is_set`
  await until('a question is answered', async () =>
    (await metrics()).includes('first_text_seconds'),
  )
})
afterAll(async () => {
  await port.close()
  await worker.end()
  await stub.close()
  await db.drop()
  rmSync(folder, { recursive: true })
})

const metrics = async () => (await fetch(`http://127.0.0.1:${port.port}/metrics`)).text()

describe.runIf(programs)('with Prometheus', () => {
  const { prometheus, promtool } = programs!

  it('promtool has nothing to say of the metrics', async () => {
    const checked = spawnSync(promtool, ['check', 'metrics'], {
      input: await metrics(),
      encoding: 'utf8',
    })
    expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, '', ''])
  })

  describe('that runs', () => {
    let server: ChildProcess
    let url = ''
    beforeAll(async () => {
      copyFileSync(alerts, join(folder, 'alerts.yaml'))
      writeFileSync(
        join(folder, 'prometheus.yml'),
        `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [alerts.yaml]
scrape_configs: [{ job_name: howdah, static_configs: [{ targets: ['127.0.0.1:${port.port}'] }] }]
`,
      )
      const own = await freePort()
      url = `http://127.0.0.1:${own}`
      server = spawn(
        prometheus,
        [
          '--config.file=prometheus.yml',
          '--storage.tsdb.path=data',
          `--web.listen-address=127.0.0.1:${own}`,
        ],
        { cwd: folder, stdio: 'ignore' },
      )
      await until('two scrapes', async () => {
        const found = await query('count_over_time(howdah_database_up[1m])').catch(() => [])
        return Number(found[0]?.value[1]) >= 2
      })
    })
    afterAll(async () => {
      if (server.exitCode !== null) return
      server.kill('SIGKILL')
      await once(server, 'close')
    })

    type Found = { metric: Record<string, string>; value: [number, string] }
    const query = async (expr: string): Promise<Found[]> => {
      const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: expr })}`)
      const body = (await answer.json()) as {
        status: string
        error?: string
        data: { result: Found[] }
      }
      expect([body.status, body.error]).toEqual(['success', undefined])
      return body.data.result
    }

    it('shows something in each panel of the dashboard', async () => {
      const exprs = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
      expect(exprs.length).toBeGreaterThan(15)
      for (const expr of exprs) {
        await query(expr)
        // Without what leaves out zeros: the names are there.
        for (const [name] of expr.matchAll(/howdah_\w+/g))
          expect(await query(`count(${name})`), `${name} in ${expr}`).not.toEqual([])
      }
    })

    it('takes every rule, and none of them fires while all is well', async () => {
      const rules = async () => {
        const body = (await (await fetch(`${url}/api/v1/rules`)).json()) as {
          data: {
            groups: { rules: { name: string; health: string; state: string; query: string }[] }[]
          }
        }
        return body.data.groups.flatMap((group) => group.rules)
      }
      await until('all are evaluated', async () =>
        (await rules()).every(({ health }) => health !== 'unknown'),
      )
      const all = await rules()
      expect(all.length).toBeGreaterThanOrEqual(10)
      expect(all.filter(({ health }) => health !== 'ok')).toEqual([])
      expect(all.filter(({ state }) => state === 'firing')).toEqual([])
      for (const { query: expr, name } of all) {
        for (const [metric] of expr.matchAll(/howdah_\w+/g))
          expect(await query(`count(${metric})`), `${metric} in ${name}`).not.toEqual([])
      }
    })

    it('lets the alert of dead jobs and of a switch begin when that is so', async () => {
      await db.sql`select howdah.stop_calls()`
      await until(
        'the alert is pending',
        async () => (await query('ALERTS{alertname="HowdahCallsOff"}')).length > 0,
      )
      await db.sql`select howdah.resume_calls()`
    })
  })
})
