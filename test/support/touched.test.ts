import { expect, test } from 'vitest'
import { importsOf, touchedBy } from './touched.ts'

const project = {
  tests: [
    'test/limits/admit-race.test.ts',
    'test/limits/admit.sql',
    'test/limits/admit_message.sql',
    'test/limits/settle.sql',
    'test/reports/raw.test.ts',
    'test/usage/rollups/late.test.ts',
    'test/usage/write_usage.sql',
    'test/worker/far.test.ts',
    'test/worker/log.test.ts',
    'test/worker/pool.test.ts',
  ],
  imports: new Map([
    ['test/worker/pool.test.ts', ['worker/pool.ts']],
    ['test/worker/far.test.ts', ['worker/loop/index.ts']],
    ['worker/loop/index.ts', ['worker/loop/slot.ts', 'worker/pool.ts']],
    ['worker/loop/slot.ts', ['worker/loop/call.ts']],
  ]),
}
const touched = (path: string) => touchedBy(path, project)

test('a test touches itself', () => {
  expect(touched('test/limits/admit.sql')).toEqual(['test/limits/admit.sql'])
})

test('a function touches the tests of its name, wherever they are', () => {
  const both = ['test/limits/admit-race.test.ts', 'test/limits/admit.sql']
  expect(touched('functions/limits/admit.sql')).toEqual(both)
  expect(touched('functions/other/settle.sql')).toEqual(['test/limits/settle.sql'])
})

test('a function without a test of its name touches the pgTAP files of its folder', () => {
  const limits = [
    'test/limits/admit.sql',
    'test/limits/admit_message.sql',
    'test/limits/settle.sql',
  ]
  expect(touched('functions/limits/hold_budget.sql')).toEqual(limits)
  expect(touched('functions/limits/internal/hold_budget.sql')).toEqual(limits)
  expect(touched('functions/limits/index.sql')).toEqual(limits)
})

test('a folder without tests stands behind the one above it', () => {
  expect(touched('functions/usage/rollups/sums.sql')).toEqual(['test/usage/write_usage.sql'])
})

test('TypeScript touches the tests that import it or bear its name', () => {
  expect(touched('worker/pool.ts')).toEqual(['test/worker/pool.test.ts'])
  expect(touched('worker/log.ts')).toEqual(['test/worker/log.test.ts'])
})

test('TypeScript that no test imports touches those that reach it through others', () => {
  expect(touched('worker/loop/call.ts')).toEqual(['test/worker/far.test.ts'])
})

test('what lies beside tests touches these', () => {
  expect(touched('test/reports/calls.psql')).toEqual(['test/reports/raw.test.ts'])
  expect(touched('test/worker/fixtures/a.md')).toHaveLength(3)
})

test('what nothing depends on touches nothing', () => {
  expect(touched('db/committed/000001-a.sql')).toEqual([])
  expect(touched('functions/nowhere/a.sql')).toEqual([])
})

test('imports are read from every form that there is', () => {
  const source = `
    import { a } from './a.ts'
    import type { B } from '../b/b.ts'
    export * from './c.ts'
    import './d.ts'
    const e = await import('./e.ts')
    import postgres from 'postgres'`
  const found = ['test/x/a.ts', 'test/b/b.ts', 'test/x/c.ts', 'test/x/d.ts', 'test/x/e.ts']
  expect(importsOf('test/x/y.test.ts', source)).toEqual(found)
})
