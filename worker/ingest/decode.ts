import { analyse } from 'chardet'

/** Bytes as text, or what is wrong with them. */
export type Decoded = { text: string } | { problem: string; hint: string }

const isUtf8 = (bytes: Uint8Array, isWhole: boolean) => decodeAs('utf-8', bytes, !isWhole) !== null

/** The text in this encoding; null where it is not valid in it, or the encoding is not known. */
function decodeAs(encoding: string, bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream })
  } catch {
    return null
  }
}

/** Position of the first byte, from 0, that begins nothing in UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  // A prefix decodes as a stream exactly as long as the bad byte is not in it.
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isUtf8(bytes.subarray(0, middle + 1), false)) low = middle + 1
    else high = middle
  }
  // It may be noticed late: at what should have continued the character before.
  while (low > 0 && !isUtf8(bytes.subarray(0, low), true)) low -= 1
  return low
}

const lineOf = (bytes: Uint8Array, position: number) =>
  bytes.subarray(0, position).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1)

const ascii = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** The encoding that a web page or an XML file names at its start. */
function declared(bytes: Uint8Array): string | undefined {
  const start = ascii(bytes.subarray(0, 4096))
  return (/<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start) ??
    /^<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(start))?.[1]
}

/** UTF-16 without a mark: every other byte of what stands in Latin letters is zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  const sample = bytes.subarray(0, 4096)
  sample.forEach((byte, at) => byte === 0 && (zeros[at % 2]! += 1))
  const [even, odd] = zeros as [number, number]
  if (bytes.length % 2 === 1 || Math.max(even, odd) < sample.length / 20) return null
  if (odd > even * 20) return 'utf-16le'
  return even > odd * 20 ? 'utf-16be' : null
}

/** Names as TextDecoder has them; what only looks alike in another order is one. */
const names: Record<string, string> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-7': 'windows-1253',
  'ISO-8859-8': 'windows-1255',
  'ISO-8859-9': 'windows-1254',
}

/** What no text holds: control characters, and those without a meaning. */
const meaningless = /[\u0001-\u0008\u000e-\u001a\u0080-\u009f\ufffd\ue000-\uf8ff]/

/** The text in the encoding that its letters speak for; null where another is as likely. */
function detected(bytes: Uint8Array): string | null {
  const from = Math.max(0, firstBadByte(bytes) - 1000)
  const candidates = analyse(bytes.subarray(from, from + 100_000))
  // Letters of UTF-8 among others: a file that is broken, in no other encoding.
  if (candidates.some(({ name, confidence }) => name === 'UTF-8' && confidence >= 50)) return null
  const [best, ...others] = candidates.filter(({ name }) => name !== 'ASCII')
  if (!best || best.confidence < 25) return null
  const encoding = names[best.name] ?? best.name
  const text = decodeAs(encoding, bytes)
  if (text === null || meaningless.test(text)) return null
  // Hardly any text in Latin letters has it; many a broken file does.
  if (encoding === 'windows-1252' && text.includes('ÿ')) return null
  const isDoubtful = others.some(
    ({ name, confidence }) =>
      confidence > best.confidence - 10 && decodeAs(names[name] ?? name, bytes) !== text,
  )
  return isDoubtful ? null : text
}

function read(bytes: Uint8Array): string | null {
  const marked = /^(?:\xff\xfe|\xfe\xff)/.exec(ascii(bytes.subarray(0, 2)))?.[0]
  if (marked) return decodeAs(marked === '\xff\xfe' ? 'utf-16le' : 'utf-16be', bytes)
  if (bytes.includes(0)) {
    const encoding = unmarkedUtf16(bytes)
    return encoding && decodeAs(encoding, bytes)
  }
  // Seven bits like ASCII, with signs between two escapes.
  if (bytes.includes(0x1b) && /\x1b\$[@B]/.test(ascii(bytes.subarray(0, 100_000))))
    return decodeAs('iso-2022-jp', bytes)
  const text = decodeAs('utf-8', bytes)
  if (text !== null) return text
  const named = declared(bytes)
  if (named && !/^utf-?8$/i.test(named)) return decodeAs(named, bytes) ?? detected(bytes)
  return detected(bytes)
}

/**
 * Reads bytes as text: UTF-8, or the encoding that a mark, the file itself or its letters speak for. Without BOM, with
 * \n line ends; form feeds stay, they end pages.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const text = read(bytes)
  if (text !== null && !text.includes('\0')) return { text: text.replace(/\r\n?/g, '\n') }
  const zero = bytes.indexOf(0)
  if (zero >= 0) {
    return {
      problem: `not a text file: a NUL byte stands at byte ${zero}`,
      hint: 'convert it to text first',
    }
  }
  const position = firstBadByte(bytes)
  return {
    problem: `not valid UTF-8 at byte ${position} (line ${lineOf(bytes, position)})`,
    hint: 'save it as UTF-8: which other encoding it has is not certain',
  }
}
