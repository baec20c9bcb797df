/** Bytes as text, or what is wrong with them. */
export type Decoded = { text: string } | { problem: string; hint: string }

/** Position of the first byte that is not UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  // A prefix decodes as a stream exactly as long as the bad byte is not in it.
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle + 1), {
        stream: true,
      })
      low = middle + 1
    } catch {
      high = middle
    }
  }
  return low
}

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
    return {
      problem: `not valid UTF-8 at byte ${firstBadByte(bytes)}`,
      hint: 'convert it, for example with  iconv -f latin1 -t utf-8',
    }
  }
}
