import { describe, expect, it } from 'vitest'
import { piecesOf, type Piece } from '../../worker/providers/chat/server-events.ts'

const read = async (...packets: Uint8Array[]) => {
  const pieces: Piece[] = []
  async function* sent() {
    yield* packets
  }
  for await (const piece of piecesOf(sent())) pieces.push(piece)
  return pieces
}

const piece = (data: string, name = '', isWhole = true): Piece => ({
  name,
  data,
  isBody: false,
  isWhole,
})

describe('server-sent events', () => {
  const streams: [string, string, Piece[]][] = [
    ['one', 'data: {"a":1}\n\n', [piece('{"a":1}')]],
    ['two', 'data: 1\n\ndata: 2\n\n', [piece('1'), piece('2')]],
    ['no space', 'data:1\n\n', [piece('1')]],
    ['one space of two', 'data:  1\n\n', [piece(' 1')]],
    ['colons', 'data: a: b\n\n', [piece('a: b')]],
    ['data over lines', 'data: {"a":\ndata: 1}\n\n', [piece('{"a":\n1}')]],
    ['an empty line of data', 'data: a\ndata\ndata: b\n\n', [piece('a\n\nb')]],
    ['a name', 'event: ping\ndata: 1\n\ndata: 2\n\n', [piece('1', 'ping'), piece('2')]],
    ['a name behind', 'data: 1\nevent: ping\n\n', [piece('1', 'ping')]],
    ['a name alone', 'event: ping\n\ndata: 1\n\n', [piece('1')]],
    ['no data', 'data:\n\ndata\n\n', [piece(''), piece('')]],
    ['others', ': hm\nid: 7\nretry: 3\nfoo: bar\nfoo\ndata: 1\n:\n\n', [piece('1')]],
    ['empty lines before', '\n\n\ndata: 1\n\n\n\n', [piece('1')]],
    ['no end', 'data: 1\n\nevent: x\ndata: 2', [piece('1'), piece('2', 'x', false)]],
    ['an end without an empty line', 'data: 1\n', [piece('1', '', false)]],
    ['bare JSON', 'data: 1\n\n{"error":2}\n', [piece('1'), piece('{"error":2}', '', false)]],
    ['letters of all sizes', 'data: ß日🙂\u2028\n\n', [piece('ß日🙂\u2028')]],
    ['nothing', '', []],
  ]
  it.each(streams)('are read with %s, in whatever packets', async (_, stream, pieces) => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const sent = stream.replaceAll('\n', lineEnd)
      const all = Buffer.from(sent)
      const expected = pieces.map((one) => ({ ...one }))
      expect(await read(all)).toEqual(expected)
      expect(await read(Buffer.from(`\uFEFF${sent}`))).toEqual(expected)
      expect(await read(...[...all].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
      for (let at = 0; at <= all.length; at += 1) {
        expect(await read(all.subarray(0, at), all.subarray(at))).toEqual(expected)
      }
    }
  })

  it('are told from JSON, which is one whatever it holds', async () => {
    for (const body of ['{"a":\n\n1}', '[\n{"data: 1":2}\n]', '{']) {
      const whole = { name: '', data: body, isBody: true, isWhole: true }
      expect(await read(Buffer.from(`\n ${body}`))).toEqual([whole])
      expect(await read(...[...Buffer.from(body)].map((byte) => Uint8Array.of(byte)))).toEqual([
        whole,
      ])
    }
  })
})
