import { endOfText, message, type Message } from './messages.ts'
import { refusal } from './refusals.ts'

// Behind everything that may start a COPY FROM STDIN: the backend would wait for data inside the
// call and die of it, this ends the COPY. Outside of a COPY the backend ignores it.
const copyFail = message('f', 'not here')

/**
 * Translates the messages of one client for the shared backend: names of prepared statements and
 * portals get a prefix, so that those of different clients do not clash, and what the backend cannot
 * run is refused. `statements` holds what is prepared, with the message that prepares it again;
 * `onText` hears of every statement text.
 */
export function translator(prefix: string, onText: (sql: string) => void) {
  const statements = new Map<string, Buffer>()
  const renamed = (body: Buffer, from: number) => {
    const end = endOfText(body, from)
    const name = body.toString('utf8', from, end)
    return { name: name === '' ? '' : prefix + name, end }
  }
  const text = (body: Buffer, from: number, end: number): Buffer => {
    const sql = body.toString('utf8', from, end)
    onText(sql)
    const refused = refusal(sql)
    return refused === null ? body.subarray(from, end + 1) : Buffer.from(`${refused}\0`)
  }
  const parse = (body: Buffer): Buffer => {
    const { name, end } = renamed(body, 0)
    const textEnd = endOfText(body, end + 1)
    const parsed = message('P', name, text(body, end + 1, textEnd), body.subarray(textEnd + 1))
    if (name !== '') statements.set(name, parsed)
    return parsed
  }
  const translate = ({ type, body }: Message): Buffer => {
    switch (type) {
      case 'Q':
        return Buffer.concat([message('Q', text(body, 0, endOfText(body, 0))), copyFail])
      case 'P':
        return parse(body)
      case 'B': {
        const portal = renamed(body, 0)
        const statement = renamed(body, portal.end + 1)
        return message('B', portal.name, statement.name, body.subarray(statement.end + 1))
      }
      case 'E': {
        const portal = renamed(body, 0)
        return Buffer.concat([message('E', portal.name, body.subarray(portal.end + 1)), copyFail])
      }
      case 'D':
      case 'C': {
        const { name } = renamed(body, 1)
        if (type === 'C' && body[0] === 0x53) statements.delete(name)
        return message(type, body.subarray(0, 1), name)
      }
      case 'S':
      case 'H':
        return message(type, body)
      default:
        throw new Error(`a message of type ${type} is not expected here`)
    }
  }
  return { translate, statements }
}
