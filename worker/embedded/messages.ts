/** A protocol message: its type letter and its body without type and length. */
export type Message = { type: string; body: Buffer }

/** Largest message that is taken, in bytes. */
export const maxMessageBytes = 128 * 1024 * 1024

/** Builds a protocol message; texts in it end with a zero byte. */
export function message(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(`${p}\0`) : p)))
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** Builds an ErrorResponse; FATAL ends the connection. */
export function errorResponse(
  severity: 'ERROR' | 'FATAL',
  code: string,
  text: string,
  hint?: string,
): Buffer {
  return message(
    'E',
    `S${severity}`,
    `V${severity}`,
    `C${code}`,
    `M${text}`,
    ...(hint ? [`H${hint}`] : []),
    Buffer.from([0]),
  )
}

/** A simple query as a protocol message. */
export const query = (sql: string) => message('Q', sql)

/** The message that ends an extended query. */
export const sync = message('S')

/** Where the zero byte is that ends a text; throws when there is none. */
export function endOfText(body: Buffer, from: number): number {
  const end = body.indexOf(0, from)
  if (end < 0) throw new Error('a text in a message has no end')
  return end
}

/**
 * Cuts a byte stream into messages. `push` returns the complete ones; a message with an impossible
 * length throws.
 */
export function messageReader() {
  let chunks: Buffer[] = []
  let size = 0
  let needed = 5
  return {
    push(chunk: Buffer): Message[] {
      chunks.push(chunk)
      size += chunk.length
      const found: Message[] = []
      while (size >= needed) {
        const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
        const length = all.readInt32BE(1)
        if (length < 4 || length > maxMessageBytes)
          throw new Error('a message has an impossible length')
        chunks = [all]
        needed = length + 1
        if (size < needed) break
        found.push({ type: String.fromCharCode(all[0]!), body: all.subarray(5, needed) })
        chunks = [all.subarray(needed)]
        size -= needed
        needed = 5
      }
      return found
    },
  }
}
