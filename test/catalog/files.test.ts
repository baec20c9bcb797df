import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const list = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => pattern.test(path))
    .sort()
const read = (path: string) => readFileSync(path, 'utf8')
const sources = list('functions', /\.sql$/).filter((path) => basename(path) !== 'index.sql')

// Laid as a whole, because they name what others made: rows to begin with, policies, grants, what goes; and the one row
// of a kind of job or step.
const seeds = /^functions\/operations\/seed\/|\/(room|kind)\.sql$/
const asWhole = new RegExp(
  `${seeds.source}|^functions/(context/re(voke|fuse_overloads)\\b|security/(tables/|(pin|drop_old|revoke_from)_))`,
)
const created =
  /^\s*create\s+(?:or\s+replace\s+)?(?:function|procedure|view|aggregate)\s+([\w.]+)/gim

/** The folder says the schema: what lies in internal/ is for howdah itself. */
const schemaOf = (path: string) => (path.includes('/internal/') ? 'howdah_internal' : 'howdah')

test('a file in functions/ makes one object, the one its name says, with its overloads', () => {
  const wrong = sources
    .filter((path) => !asWhole.test(path))
    .map((path) => ({
      path,
      makes: [...new Set([...read(path).matchAll(created)].map((match) => match[1]))],
    }))
    .filter(({ path, makes }) => makes.join() !== `${schemaOf(path)}.${basename(path, '.sql')}`)
  expect(wrong).toEqual([])
})

test('no two files in functions/ make the same object', () => {
  const names = sources.filter((path) => !asWhole.test(path)).map((path) => basename(path))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('every file in functions/ is in the load order once, and nothing else is', () => {
  const follow = (index: string): string[] =>
    [...read(index).matchAll(/^\\ir (\S+)/gm)].flatMap((match) => {
      const path = join(dirname(index), match[1] ?? '')
      return basename(path) === 'index.sql' ? follow(path) : [path]
    })
  const loaded = [...follow('functions/context/index.sql'), ...follow('functions/index.sql')]
  expect(loaded.sort()).toEqual(sources)
})

/** Lines as they are shown, without the end of the last one. */
const linesOf = (path: string) => read(path).replace(/\n$/, '').split('\n')

const folders = ['db', 'functions', 'worker', 'client', 'test'].filter((folder) =>
  existsSync(folder),
)
const code = folders.flatMap((folder) => list(folder, /\.(sql|ts|mjs)$/))

test('a file in functions/ is at most 120 lines, any other at most 250', () => {
  const most = (path: string) => (path.startsWith('functions/') ? 120 : 250)
  const long = code.filter((path) => linesOf(path).length > most(path))
  expect(long).toEqual([])
})

test('a line of SQL or TypeScript is at most 120 columns wide', () => {
  const wide = code.flatMap((path) =>
    linesOf(path).flatMap((line, index) =>
      [...line].length > 120 ? [`${path}:${index + 1}`] : [],
    ),
  )
  expect(wide).toEqual([])
})

test('migrations make no functions, triggers, views, policies or grants', () => {
  const foreign =
    /^\s*(create\s+(or\s+replace\s+)?(function|procedure|trigger|view|policy)|grant)\b/im
  expect(list('db', /\.sql$/).filter((path) => foreign.test(read(path)))).toEqual([])
})
