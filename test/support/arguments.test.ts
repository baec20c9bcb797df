import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { help, readArguments } from './arguments.ts'

const read = (...args: string[]) => readArguments(args, '/project')

test('paths and flags come in any order', () => {
  expect(read('test/a', '--keep', 'b')).toEqual({
    paths: ['test/a', 'b'],
    flags: new Set(['--keep']),
  })
  expect(read()).toEqual({ paths: [], flags: new Set() })
})

test('a path is taken as a shell completes it', () => {
  expect(read('./test/a', '/project/test/b.sql')).toMatchObject({ paths: ['test/a', 'test/b.sql'] })
})

test('an unknown flag is refused with the nearest one', () => {
  expect(read('--wacth')).toMatch('unknown flag --wacth, the nearest is --watch')
  expect(read('a', '--no-pglit')).toMatch('the nearest is --no-pglite')
  expect(read('--keep=yes')).toMatch('the nearest is --keep')
})

test('flags that contradict each other are refused', () => {
  expect(read('--keep', '--fresh')).toBe('--keep and --fresh contradict each other')
  expect(read('--stop', 'a')).toBe('--stop stands alone')
  expect(read('--update-api', '--keep')).toBe('--update-api stands alone')
})

test('the driver ends with 2 for an unknown flag, and with 0 and all its flags for --help', () => {
  const driver = new URL('../run.ts', import.meta.url).pathname
  const run = (arg: string) =>
    spawnSync(process.execPath, ['--import', 'tsx', driver, arg], { encoding: 'utf8' })
  expect(run('--kepe')).toMatchObject({ status: 2, stdout: '' })
  expect(run('--help')).toMatchObject({ status: 0, stdout: `${help}\n` })
  for (const flag of ['--watch', '--keep', '--stop', '--fresh', '--pglite', '--update-api']) {
    expect(help).toContain(flag)
  }
})
