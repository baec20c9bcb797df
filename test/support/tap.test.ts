import { expect, test } from 'vitest'
import { describeError, readTap } from './tap.ts'

test('assertions are counted and diagnostics kept with their failure', () => {
  const outcome = readTap(['1..2', 'ok 1 - a', 'not ok 2 - b\n# Failed test 2: "b"\n# have: 1'])
  expect(outcome).toEqual({
    passed: 1,
    failed: 1,
    problems: ['not ok 2 - b\n# Failed test 2: "b"\n# have: 1'],
  })
})

test('a file without a plan fails', () => {
  expect(readTap(['ok 1']).failed).toBe(1)
  expect(readTap([]).failed).toBe(1)
})

test('a plan that differs from what ran fails', () => {
  expect(readTap(['1..3', 'ok 1', 'ok 2'])).toMatchObject({ passed: 2, failed: 1 })
})

test('an error of the server is one failure, beside the tests before it', () => {
  expect(readTap(['1..3', 'ok 1', 'not ok 2'], 'boom')).toMatchObject({ passed: 1, failed: 2 })
})

test('a todo that fails and a skipped test are no failures', () => {
  const lines = ['1..2', 'not ok 1 - later # TODO soon', 'ok 2 # SKIP not here']
  expect(readTap(lines)).toMatchObject({ passed: 2, failed: 0 })
})

test('an error names the line of the file', () => {
  const error = { message: 'syntax error', code: '42601', position: '12' }
  expect(describeError(error, 'select 1;\n\nselec 2')).toBe('line 3: syntax error (42601)')
})
