import { endOfText, errorResponse } from './messages.ts'

/** What the gateway must know of a reply, and the reply as the client gets it. */
export type Reply = {
  bytes: Buffer
  /** Status of the last ReadyForQuery (I, T or E); null when the reply does not end with one. */
  status: string | null
  /** Command tags, such as `INSERT 0 1`. */
  tags: string[]
  /** Text columns of the rows; read only where the gateway itself asked. */
  rows: () => string[][]
  error: { code: string; text: string } | null
}

type Part = { type: string; start: number; end: number }

function cut(bytes: Buffer): Part[] {
  const parts: Part[] = []
  for (let start = 0; start + 5 <= bytes.length;) {
    const end = start + 1 + bytes.readInt32BE(start + 1)
    parts.push({ type: String.fromCharCode(bytes[start]!), start, end })
    start = end
  }
  return parts
}

function readError(bytes: Buffer, { start }: Part): { code: string; text: string } {
  const fields: Record<string, string> = {}
  for (let at = start + 5; bytes[at] !== 0;) {
    const end = endOfText(bytes, at)
    fields[String.fromCharCode(bytes[at]!)] = bytes.toString('utf8', at + 1, end)
    at = end + 1
  }
  return { code: fields.C ?? 'XX000', text: fields.M ?? '' }
}

function readRow(bytes: Buffer, { start }: Part): string[] {
  const row: string[] = []
  let at = start + 7
  for (let column = bytes.readInt16BE(start + 5); column > 0; column -= 1) {
    const length = Math.max(bytes.readInt32BE(at), 0)
    row.push(bytes.toString('utf8', at + 4, at + 4 + length))
    at += 4 + length
  }
  return row
}

const copyRefused = errorResponse(
  'ERROR',
  '0A000',
  'the embedded server cannot COPY FROM STDIN',
  'Use INSERT, or a real PostgreSQL.',
)

/** Where the backend asked for COPY data (and met our CopyFail), the client gets one plain error. */
function refuseCopy(bytes: Buffer, parts: Part[]): Buffer {
  if (!parts.some((part) => part.type === 'G')) return bytes
  let afterCopy = false
  const kept = parts.map((part) => {
    const wasAfterCopy = afterCopy
    afterCopy = part.type === 'G'
    if (afterCopy) return Buffer.alloc(0)
    return wasAfterCopy && part.type === 'E' ? copyRefused : bytes.subarray(part.start, part.end)
  })
  return Buffer.concat(kept)
}

/** Reads what the backend answered. */
export function readReply(bytes: Buffer): Reply {
  const parts = cut(bytes)
  const last = parts.at(-1)
  const error = parts.find((part) => part.type === 'E')
  return {
    bytes: refuseCopy(bytes, parts),
    status: last?.type === 'Z' ? String.fromCharCode(bytes[last.start + 5]!) : null,
    tags: parts
      .filter((part) => part.type === 'C')
      .map((part) => bytes.toString('utf8', part.start + 5, part.end - 1)),
    rows: () => parts.filter((part) => part.type === 'D').map((part) => readRow(bytes, part)),
    error: error ? readError(bytes, error) : null,
  }
}
