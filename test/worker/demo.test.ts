import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { folderHolder } from '../../worker/embedded/lock.ts'
import { runCommand, startCommand, until, type Finished } from '../support/command.ts'

// PostgreSQL is laid twice here, which takes minutes on a machine that is busy otherwise.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

// A data folder that is laid once: the runs below go on from each other, as those of a newcomer do.
const home = mkdtempSync(join(tmpdir(), 'howdah-demo-'))
const env = { HOWDAH_FOLDER: join(home, 'data') }

const started: ChildProcess[] = []

/** Starts the demo that stays, and hears what it prints. */
function startDemo() {
  const demo = startCommand(['demo', '--port', '0'], env, home)
  let said = ''
  demo.child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  started.push(demo.child)
  const says = (text: string) => until(text, async () => said.includes(text), 290)
  return { ...demo, says, said: () => said }
}

type Demo = ReturnType<typeof startDemo>

/** What it printed under the step whose heading begins with this number. */
const step = (out: string, number: number) =>
  out.split(/\n(?=\d\. )/).find((part) => part.startsWith(`${number}. `)) ?? ''

/** Fails unless every promise is kept, each in its step and with what did it. */
function expectAllShown(out: string): void {
  expect(step(out, 1)).toContain('select howdah.add_document(')
  expect(step(out, 1)).toMatch(
    /> found by word \(keyword\) after .* s: handbook\/gift-wrapping\.md/,
  )
  expect(step(out, 2)).toContain('> found by word: nothing')
  expect(step(out, 2)).toMatch(/> found by meaning \(semantic\) .*: handbook\/gift-wrapping\.md/)
  expect(step(out, 3)).toContain('> We refund within five working days')
  expect(step(out, 3)).toMatch(/warehouse\. \[1\]\n[^]*\[1\] handbook\/returns\.md > /)
  expect(step(out, 3)).toContain('local model: quotes the sentences that match best')
  expect(step(out, 4)).toContain("howdah.watch_table('shop.products'")
  expect(step(out, 4)).toMatch(/> found .* after the change: Breeze 40: .* remote control/)
  expect(step(out, 5)).toContain("howdah.set_budget('user', 0.01, 'day')")
  expect(step(out, 5)).toContain('> refused (PT402): the budget is used up')
  expect(step(out, 6)).toContain('howdah.set_price(')
  expect(Number(/> together ([\d.]+) cents/.exec(step(out, 6))?.[1])).toBeGreaterThan(0)
  for (const next of ['howdah ask "', 'psql "', 'howdah ingest', 'OPENAI_API_KEY=...'])
    expect(out).toContain(next)
}

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

describe('npm start', () => {
  let first: Demo
  let early: Promise<Finished>
  let rows: { budgets: number; documents: number }[] = []

  beforeAll(async () => {
    first = startDemo()
    // As soon as the folder is taken: neither PostgreSQL nor the schema is there.
    await until('the folder is taken', async () => folderHolder(env.HOWDAH_FOLDER) !== null)
    early = runCommand(['ask', 'How do I descale the kettle?'], env, home)
    await first.says('Stop with Ctrl-C')
    const sql = postgres(/psql "(.*?)"/.exec(first.said())![1]!, { max: 1, fetch_types: false })
    rows = await sql`
      select (select count(*) from howdah.budgets)::integer as budgets,
             (select count(*) from howdah.document_status where source like 'handbook/%')::integer as documents`
    await sql.end()
  })

  it('says what it is doing before anything takes time, then shows all of it', async () => {
    const out = first.said()
    expect(out).toMatch(/^howdah: .*\n.*\n\n +[\d.]+ s {2}starting PostgreSQL/)
    expect(out).toMatch(/s {2}laid \d+ migrations and \d+ function files/)
    expectAllShown(out)
  })

  it('shows an answer that stands on its own: the first line is a sentence', () => {
    const [answer] = step(first.said(), 3)
      .split('\n')
      .filter((line) => line.startsWith('   > '))
    expect(answer).toMatch(/^ {3}> [A-Z].*\. \[1\]$/)
  })

  it('leaves no budget behind', () => {
    expect(rows).toEqual([{ budgets: 0, documents: 12 }])
  })

  it('lets a question that came while it started wait, says so, and answers it', async () => {
    const { code, out, err } = await early
    expect(err).toContain('the embedded server is starting: waiting until it is ready')
    expect(out).toContain('half a litre of water and two spoons of citric acid')
    expect(code).toBe(0)
  })

  it('answers on its own port in the same folder without being told the address', async () => {
    const { code, out, err } = await runCommand(['ask', 'Is there parking?'], env, home)
    expect(err).toBe('')
    expect(out).toContain('six parking places')
    expect(code).toBe(0)
  })

  it('ends by Ctrl-C, and goes on from its data the next time', async () => {
    first.child.kill('SIGINT')
    expect(await first.finished).toMatchObject({ code: 0, err: '' })
    expect(folderHolder(env.HOWDAH_FOLDER)).toBeNull()
    const second = startDemo()
    await second.says('Stop with Ctrl-C')
    expectAllShown(second.said())
    expect(step(second.said(), 3)).toContain('this came from the cache and cost nothing')
    second.child.kill('SIGINT')
    expect((await second.finished).code).toBe(0)
  })

  it('may be stopped in the middle', async () => {
    const third = startDemo()
    await third.says('1. A document goes in')
    third.child.kill('SIGINT')
    const { code, out } = await third.finished
    expect(code).toBe(130)
    expect(out).not.toContain('6. ')
  })
})

describe('npm start -- --exit', () => {
  it('shows the same in memory and ends with status 0', async () => {
    const folder = join(home, 'unused')
    const ran = await runCommand(['demo', '--exit'], { HOWDAH_FOLDER: folder }, home)
    expectAllShown(ran.out)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(folderHolder(folder)).toBeNull()
  })
})

describe('without an embedded server', () => {
  it.each([['ask', 'Anyone?'], ['worker']])('%s says so, and what to do', async (...args) => {
    // A port that nobody listens on: the folder of a process that has just gone.
    const gone = join(home, 'gone')
    const { code, err } = await runCommand(args, { HOWDAH_FOLDER: gone }, home)
    expect(err).toContain('no embedded howdah is running')
    expect(code).toBe(1)
  })
})
