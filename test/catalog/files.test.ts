import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const list = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => pattern.test(path))
    .sort()
const read = (path: string) => readFileSync(path, 'utf8')
const sources = list('functions', /\.sql$/).filter((path) => basename(path) !== 'index.sql')

// Laid as a whole, because they name what others made: rows to begin with, policies, grants, what goes.
const asWhole =
  /^functions\/(operations\/seed\/|security\/(policies|grants|execute_grants|roles|pin_literals|drop_old_objects)\b)/
const created =
  /^\s*create\s+(?:or\s+replace\s+)?(?:function|procedure|view|aggregate)\s+([\w.]+)/gim

test('a file in functions/ makes one object, the one its name says', () => {
  const wrong = sources
    .filter((path) => !asWhole.test(path))
    .map((path) => ({ path, makes: [...read(path).matchAll(created)].map((match) => match[1]) }))
    .filter(({ path, makes }) => makes.join() !== `howdah.${basename(path, '.sql')}`)
  expect(wrong).toEqual([])
})

test('no two files in functions/ make the same object', () => {
  const names = sources.map((path) => basename(path))
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

test('every function that runs with the rights of its owner says why', () => {
  const unexplained = sources.filter((path) =>
    /^\s*security definer(?!.* -- \w)/im.test(read(path)),
  )
  expect(unexplained).toEqual([])
})

test('every file is at most 250 lines', () => {
  const files = ['db', 'functions', 'worker', 'test'].flatMap((one) => list(one, /\.(sql|ts|mjs)$/))
  const lines = (path: string) => read(path).split('\n').length - 1
  expect(files.filter((path) => lines(path) > 250)).toEqual([])
})

test('migrations make no functions, triggers, views, policies or grants', () => {
  const foreign =
    /^\s*(create\s+(or\s+replace\s+)?(function|procedure|trigger|view|policy)|grant)\b/im
  expect(list('db', /\.sql$/).filter((path) => foreign.test(read(path)))).toEqual([])
})
