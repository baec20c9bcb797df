import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** What each file of some folders imports of its neighbours; types and imports at run time count too. */
function importsOf(folders: string[]): Map<string, string[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|mjs)$/.test(path)),
  )
  return new Map(
    files.map((path) => {
      const names = readFileSync(path, 'utf8').matchAll(
        /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'(\.[^']+)'/g,
      )
      return [path, [...new Set([...names].map(([, name]) => join(dirname(path), name!)))]]
    }),
  )
}

/** The circles in a graph, each as the way around it. */
function circles(graph: Map<string, string[]>): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (node: string, way: string[]) => {
    if (way.includes(node)) found.push([...way.slice(way.indexOf(node)), node])
    if (way.includes(node) || done.has(node)) return
    for (const next of graph.get(node) ?? []) visit(next, [...way, node])
    done.add(node)
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}

const graph = importsOf(['worker', 'client'])

it('sees every import', () => {
  expect(graph.get('worker/cli.ts')).toContain('worker/commands/worker.ts')
  const unknown = [...graph.values()].flat().filter((path) => !graph.has(path))
  expect(unknown.filter((path) => !path.startsWith('dist/'))).toEqual([])
})

it('finds a circle where there is one', () => {
  const three = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  expect(circles(three)).toEqual([['b', 'c', 'b']])
})

it('has no circle', () => expect(circles(graph)).toEqual([]))

it('lets no client import the worker', () => {
  const client = [...graph].filter(([path]) => path.startsWith('client/'))
  expect(client.flatMap(([, names]) => names).filter((name) => name.startsWith('worker/'))).toEqual(
    [],
  )
})
