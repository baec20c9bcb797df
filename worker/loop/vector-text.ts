const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** The 16 bits of the half nearest to a number of at most 65504, ties to even as the database does. */
export function toHalf(x: number): number {
  float[0] = x
  const sign = (bits[0]! >>> 16) & 0x8000
  const size = bits[0]! & 0x7fffffff
  // Below 2^-14 halves are evenly spaced: the float itself is added, so that it rounds the tie.
  if (size < 0x38800000) return sign | (Math.abs(float[0]) * 2 ** 24 + 2 ** 52 - 2 ** 52)
  return sign | ((size - 0x38000000 + 0xfff + ((size >>> 13) & 1)) >>> 13)
}

/** The number that 16 bits stand for. */
export function fromHalf(half: number): number {
  const exponent = (half >>> 10) & 31
  const fraction = half & 1023
  const size = exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24
  return half & 0x8000 ? -size : size
}

/** The shortest decimal that is read as this half again. */
function shortest(half: number): string {
  const value = fromHalf(half)
  for (let digits = 1; digits < 8; digits += 1) {
    const text = value.toPrecision(digits)
    if (toHalf(Number(text)) === half) return String(Number(text))
  }
  return String(value)
}

/** Bytes for a number with its comma: the longest text of a half is shorter. */
const room = 16
/** There are only 65,536 halves: each is put into words once, with the comma behind it. */
const words = new DataView(new ArrayBuffer(65_536 * room))
/** How long they are; 0 is not known yet. */
const lengths = new Uint8Array(65_536)

function spell(half: number): number {
  const word = `${shortest(half)},`
  for (let i = 0; i < word.length; i += 1) words.setUint8(half * room + i, word.charCodeAt(i))
  lengths[half] = word.length
  return word.length
}

/** Bytes for the brackets and quotes of a vector, and for the comma behind it. */
const frame = 5
let buffer = Buffer.allocUnsafeSlow(0)
let view = new DataView(buffer.buffer)

function makeRoom(size: number): void {
  if (buffer.length >= size) return
  buffer = Buffer.allocUnsafeSlow(size)
  view = new DataView(buffer.buffer)
}

function write(vector: ArrayLike<number>, start: number): number {
  let at = start
  buffer[at++] = 0x5b
  for (let index = 0; index < vector.length; index += 1) {
    const half = toHalf(vector[index]!)
    const length = lengths[half]! || spell(half)
    // All of its room, whatever the length: four stores take less time than a loop. The next word lies over the rest.
    for (let i = 0; i < room; i += 4) view.setUint32(at + i, words.getUint32(half * room + i))
    at += length
  }
  // In place of the last comma.
  buffer[at - 1] = 0x5d
  return at
}

/**
 * A halfvec as text: what it can hold and no digit more. Bytes, because strings that grow by a number
 * at a time take many times the memory.
 */
export function vectorText(vector: ArrayLike<number>): string {
  makeRoom(vector.length * room + frame)
  return buffer.toString('latin1', 0, write(vector, 0))
}

/** An array of halfvecs as text. */
export function vectorsText(vectors: ArrayLike<number>[]): string {
  makeRoom(vectors.reduce((sum, { length }) => sum + length * room + frame, 2))
  let at = 0
  buffer[at++] = 0x7b
  for (const vector of vectors) {
    if (at > 1) buffer[at++] = 0x2c
    buffer[at++] = 0x22
    at = write(vector, at)
    buffer[at++] = 0x22
  }
  buffer[at++] = 0x7d
  return buffer.toString('latin1', 0, at)
}
