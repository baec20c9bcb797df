import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** The text from an opening bracket to what closes it, cut at the commas in between. */
function argumentsAt(text: string, open: number): string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text.slice(open + 1)) {
    if (depth === 0 && letter === ')') break
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (depth === 0 && letter === ',') parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.trim())
}

/** Calls of howdah's functions that pass several arguments with values, and one of them by its place. */
function byPlace(text: string): string[] {
  return (
    [...text.matchAll(/\bhowdah(?:_internal)?\.\w+\(/g)]
      .map((match) => ({
        call: match[0],
        parts: argumentsAt(text, match.index + match[0].length - 1),
      }))
      .filter(({ parts }) => parts.length > 1 && !parts.every((part) => /^\w+\s*=>/.test(part)))
      // What is shown to be typed in psql has none.
      .filter(({ parts }) => parts.some((part) => part.includes('${')))
      .map(({ call, parts }) => `${call}${parts.join(', ')})`)
  )
}

it('knows a call by place from one by name', () => {
  const place =
    'select howdah.a(one => ${f(1, 2)}, ${two}), howdah.b(x => array[1, 2], y => 1), howdah.c(1)'
  expect(byPlace(place)).toEqual(['howdah.a(one => ${f(1, 2)}, ${two})'])
})

it('calls functions with several arguments by their names', () => {
  const files = ['worker', 'client'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const wrong = files.flatMap((path) =>
    byPlace(readFileSync(path, 'utf8')).map((call) => `${path}: ${call}`),
  )
  expect(wrong).toEqual([])
})
