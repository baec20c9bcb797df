import { message, type Message } from './messages.ts'
import { refusal } from './refusals.ts'

const encode = ({ type, body }: Message) => message(type, body)

const endOfText = (body: Buffer, from: number) => {
  const end = body.indexOf(0, from)
  if (end < 0) throw new Error('a text in a message has no end')
  return end
}

/**
 * Translates the messages of one client for the shared backend: names of prepared statements and
 * portals get a prefix, so that those of different clients do not clash, and statements that the
 * backend cannot run are replaced. `statements` collects the names that must be closed in the end.
 */
export function translator(prefix: string) {
  const statements = new Set<string>()
  const renamed = (body: Buffer, from: number) => {
    const end = endOfText(body, from)
    const name = body.toString('utf8', from, end)
    return { name: name === '' ? '' : prefix + name, end }
  }
  const parse = (body: Buffer): Buffer => {
    const { name, end } = renamed(body, 0)
    if (name !== '') statements.add(name)
    const textEnd = endOfText(body, end + 1)
    const refused = refusal(body.toString('utf8', end + 1, textEnd))
    return message(
      'P',
      name,
      refused ?? body.toString('utf8', end + 1, textEnd),
      body.subarray(textEnd + 1),
    )
  }
  const translate = (m: Message): Buffer => {
    switch (m.type) {
      case 'Q': {
        const refused = refusal(m.body.toString('utf8', 0, endOfText(m.body, 0)))
        return refused ? message('Q', refused) : encode(m)
      }
      case 'P':
        return parse(m.body)
      case 'B': {
        const portal = renamed(m.body, 0)
        const statement = renamed(m.body, portal.end + 1)
        return message('B', portal.name, statement.name, m.body.subarray(statement.end + 1))
      }
      case 'E': {
        const portal = renamed(m.body, 0)
        return message('E', portal.name, m.body.subarray(portal.end + 1))
      }
      case 'D':
      case 'C': {
        const { name } = renamed(m.body, 1)
        if (m.type === 'C' && m.body[0] === 0x53) statements.delete(name)
        return message(m.type, m.body.subarray(0, 1), name)
      }
      case 'S':
      case 'H':
        return encode(m)
      default:
        throw new Error(`a message of type ${m.type} is not expected here`)
    }
  }
  return { translate, statements }
}
