import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { help } from '../../worker/commands/help.ts'
import { environment, environmentTable } from '../../worker/environment.ts'

const names = environment.map(({ name }) => name as string)
const sources = readdirSync('worker', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|mjs)$/.test(name) && name !== 'environment.ts')
  .map((name) => readFileSync(join('worker', name), 'utf8'))
  .join('\n')

it('is read only where it is listed', () => {
  const read = [...sources.matchAll(/\benv(?:\.|\[')([A-Z_]+)/g)].map((match) => match[1]!)
  expect(read).toContain('HOWDAH_PORT')
  expect([...new Set(read)].filter((name) => !names.includes(name))).toEqual([])
})

it('lists nothing that nobody reads', () => {
  const known = [...names].map((name) => name.replace(/<ALIAS>.*/, ''))
  expect(known.filter((name) => !sources.includes(name))).toEqual([])
})

it('stands in the README of the worker as it is', () => {
  expect(readFileSync('worker/README.md', 'utf8')).toContain(environmentTable())
})

it('names each variable in the help of some command, but the one for debugging', () => {
  const shown = new Set(Object.values(help).flatMap((one) => one.environment as readonly string[]))
  expect(names.filter((name) => !shown.has(name))).toEqual(['HOWDAH_DEBUG'])
})
