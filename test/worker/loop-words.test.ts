import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = 'worker/loop'

/** Words of what SQL decides; an error has a message, and that decides nothing. */
const foreign = (line: string) =>
  /question|answer|message|chunk/i.test(line.replace(/\b(error_)?message\b/g, ''))

it('the loop of the worker knows no question, answer, message or chunk', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(files).toContain('steps.ts')
  const lines = files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .map((line, index) => `${name}:${index + 1} ${line.trim()}`),
  )
  expect(lines.filter(foreign)).toEqual([])
})

it('sees such a word wherever it stands, but for the message of an error', () => {
  const seen = ['job.payload.message_id', 'messages', 'isAnswer', 'chunkId', 'nextQuestion()']
  expect(seen.filter(foreign)).toEqual(seen)
  expect(['failure.message', 'error_message => x', '{ code, message }'].filter(foreign)).toEqual([])
})
