import { expect, it } from 'vitest'
import { sideBySide } from '../../worker/ingest/side-by-side.ts'

type Work = { name: string; end: () => void; fail: (error: Error) => void }

/** Entries worked on side by side, each until the test ends it; and what came of them so far. */
function begin(names: string[], most: number) {
  const begun: Work[] = []
  const given: string[] = []
  async function* entries() {
    yield* names
  }
  const run = async () => {
    const results = sideBySide(
      entries(),
      most,
      (name) => name[0]!,
      (name) =>
        new Promise<string>((resolve, reject) => {
          begun.push({ name, end: () => resolve(name), fail: reject })
        }),
    )
    for await (const one of results) given.push(one)
  }
  const ended = run()
  const begunNames = () => begun.map(({ name }) => name)
  const end = (name: string) => begun.find((one) => one.name === name)!.end()
  const fail = (name: string) => begun.find((one) => one.name === name)!.fail(new Error(name))
  return { begun: begunNames, given, end, fail, ended }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('works on so many at a time, and gives them in their order', async () => {
  const { begun, given, end, ended } = begin(['a', 'b', 'c', 'd'], 2)
  await settled()
  expect(begun()).toEqual(['a', 'b'])
  end('b')
  await settled()
  expect([begun(), given]).toEqual([['a', 'b'], []])
  end('a')
  await settled()
  expect([begun(), given]).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'b'],
  ])
  end('d')
  end('c')
  await ended
  expect(given).toEqual(['a', 'b', 'c', 'd'])
})

it('works on those of the same key one after the other', async () => {
  const { begun, given, end, ended } = begin(['a1', 'a2', 'b1', 'a3'], 3)
  await settled()
  expect(begun()).toEqual(['a1', 'b1'])
  end('a1')
  await settled()
  expect(begun()).toEqual(['a1', 'b1', 'a2'])
  end('a2')
  end('b1')
  await settled()
  end('a3')
  await ended
  expect(given).toEqual(['a1', 'a2', 'b1', 'a3'])
})

it('begins no other once one failed, and ends what is under way', async () => {
  const { begun, given, end, fail, ended } = begin(['a', 'b', 'c', 'd', 'e'], 2)
  let isOver = false
  const outcome = ended.then(String, String).finally(() => (isOver = true))
  await settled()
  end('a')
  await settled()
  fail('b')
  await settled()
  expect([begun(), given, isOver]).toEqual([['a', 'b', 'c'], ['a'], false])
  end('c')
  expect(await outcome).toBe('Error: b')
  expect(given).toEqual(['a'])
})
