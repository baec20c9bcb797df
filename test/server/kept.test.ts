import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { until } from '../support/command.ts'
import { findComplete } from './find.ts'

// The kept server of this checkout is none of this test's business.
const scratch = mkdtempSync(join(tmpdir(), 'howdah-kept-'))
process.env['HOWDAH_TEST_KEPT'] = join(scratch, 'kept.json')
delete process.env['DATABASE_URL']
const { findKept, keptFile, stopKept, takeKept, writeKept } = await import('./kept.ts')

const server = new URL('server.ts', import.meta.url).href
const said: string[] = []
const find = () => findKept((line) => said.push(line))

/** A process that keeps a server and lives on; resolves when the server is there. */
async function keeper(
  how: 'for good' | 'for us',
): Promise<{ child: ChildProcess; folder: string }> {
  const script = `
    import { keepOne } from ${JSON.stringify(server)}
    await keepOne(() => {}, '${how}')
    console.log('kept')
    setInterval(() => {}, 1000)`
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const { folder } = JSON.parse(readFileSync(keptFile, 'utf8')) as { folder: string }
  return { child, folder }
}

async function killed({ child }: { child: ChildProcess }): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

afterEach(async () => {
  await stopKept()
  said.length = 0
})

afterAll(() => rmSync(scratch, { recursive: true }))

// With DATABASE_URL alone there may be no PostgreSQL on this machine.
describe.skipIf(!findComplete())('a server that is kept', () => {
  test('outlives its owner, serves one run at a time, and ends when told to', async () => {
    const owner = await keeper('for good')
    await killed(owner)
    const kept = await find()
    expect(kept).toMatchObject({ folder: owner.folder })
    const letGo = await takeKept(kept!)
    expect(letGo).toBeTypeOf('function')
    expect(await takeKept(kept!)).toBeUndefined()
    await letGo!()
    await (await takeKept(kept!))!()
    expect(await stopKept()).toBe(true)
    expect(existsSync(owner.folder)).toBe(false)
    expect(await stopKept()).toBe(false)
  })

  test('ends with the process that keeps it for itself, and is noticed to be gone', async () => {
    const owner = await keeper('for us')
    expect(await find()).toMatchObject({ folder: owner.folder })
    await killed(owner)
    await until('its folder is gone', async () => !existsSync(owner.folder))
    expect(await find()).toBeUndefined()
    expect(said).toEqual(['The kept server is gone.'])
    expect(existsSync(keptFile)).toBe(false)
  })
})

test('a file that came with the copy of another checkout counts for nothing', async () => {
  const copied = {
    url: 'postgres://nobody@127.0.0.1:1/postgres',
    run: 'howdah_kept_0',
    root: '/elsewhere',
  }
  writeFileSync(keptFile, JSON.stringify(copied))
  expect(await find()).toBeUndefined()
  expect(said).toEqual([])
})

test('the second to write a server down gives way', () => {
  expect(writeKept({ url: 'postgres://first', folder: '/nowhere' })).toBe(true)
  expect(writeKept({ url: 'postgres://second', folder: '/nowhere' })).toBe(false)
  expect(readFileSync(keptFile, 'utf8')).toContain('postgres://first')
})
