/** Bytes as text, or what is wrong with them. */
export type Decoded = { text: string } | { problem: string; hint: string }

function decodes(bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

/** Position of the first byte, from 0, that begins nothing in UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  // A prefix decodes as a stream exactly as long as the bad byte is not in it.
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (decodes(bytes.subarray(0, middle + 1), false)) low = middle + 1
    else high = middle
  }
  // It may be noticed late: at what should have continued the character before.
  while (low > 0 && !decodes(bytes.subarray(0, low), true)) low -= 1
  return low
}

const lineOf = (bytes: Uint8Array, position: number) =>
  bytes.subarray(0, position).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1)

/** Reads bytes as UTF-8: without BOM, with \n line ends; form feeds stay, they end pages. */
export function decodeText(bytes: Uint8Array): Decoded {
  const zero = bytes.indexOf(0)
  if (zero >= 0) {
    return {
      problem: `not a text file: a NUL byte stands at byte ${zero}`,
      hint: 'convert it to text first',
    }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
    return text.trim() === ''
      ? { problem: 'the file is empty', hint: 'nothing was added' }
      : { text }
  } catch {
    const position = firstBadByte(bytes)
    return {
      problem: `not valid UTF-8 at byte ${position} (line ${lineOf(bytes, position)})`,
      hint: 'convert it, for example with  iconv -f latin1 -t utf-8',
    }
  }
}
