import type { Sql } from 'postgres'
import type { Random } from '../support/random.ts'

/** A message as it is in the database, and where it hangs. */
export type Said = { id: string; parent: string | null; role: string; told: boolean; mark: string }
export type Sent = { role: string; content: string }[]

type Asked = { id: string; parent_id: string; sent: Sent }

/** Asks, and reads what the model would be sent. */
export async function ask(
  sql: Sql,
  conversation: string,
  content: string,
  parent: string | null = null,
) {
  const [made] = await sql`
    select howdah.send_message(${conversation}, ${content}, parent_message_id => ${parent}) as id`
  const [row] = await sql<Asked[]>`
    select m.id, m.parent_id, howdah_internal.compose_request(m, null) -> 'messages' as sent
      from howdah.messages as m where m.id = ${made!['id']}`
  return row!
}

/** A conversation that grows by chance; every text in it has a mark of its own. */
export async function startTalk(sql: Sql, random: Random, prompt: string) {
  const [row] =
    await sql`select howdah.start_conversation(prompt => ${prompt}, collection => null) as id`
  const conversation: string = row!['id']
  const all = new Map<string, Said>()
  let head: string | null = null
  let count = 0

  const text = () => {
    count += 1
    return { mark: `m${count}m`, content: `m${count}m ${'some words '.repeat(random.int(0, 12))}` }
  }
  const parentOf = () => (random.chance(0.1) && all.size > 0 ? random.pick([...all.keys()]) : head)

  return {
    /** Adds a message without a call. */
    async add(role: string) {
      const { mark, content } = text()
      const parent = parentOf()
      const [made] = await sql`
        select howdah.add_message(${conversation}, ${role}, ${content}, parent_message_id => ${parent}) as id`
      head = made!['id'] as string
      all.set(head, { id: head, parent, role, told: true, mark })
    },
    /** Asks, reads what the model would be sent, and ends the answer in some way. */
    async ask(): Promise<{ sent: Sent; question: string; branch: Said[] }> {
      const question = text()
      const parent = parentOf()
      const made = await ask(sql, conversation, question.content, parent)
      const branch: Said[] = []
      for (let at = parent; at !== null; at = all.get(at)!.parent) branch.unshift(all.get(at)!)
      const answer = text()
      const [status, content] = random.pick([
        ...Array<[string, string]>(4).fill(['complete', answer.content]),
        ['cancelled', answer.content],
        ['cancelled', ''],
        ['failed', answer.content],
        ['failed', ''],
        ['expired', ''],
        ['pending', ''],
      ] as [string, string][])
      const id = made.id
      await sql`update howdah.messages set status = ${status}, content = ${content} where id = ${id}`
      const told = ['complete', 'cancelled'].includes(status) && content !== ''
      const asked: Said = {
        id: made!['parent_id'],
        parent,
        role: 'user',
        told: true,
        mark: question.mark,
      }
      all.set(asked.id, asked)
      all.set(id, { id, parent: asked.id, role: 'assistant', told, mark: answer.mark })
      head = id
      return { sent: made.sent, question: question.mark, branch }
    },
  }
}

/** What of a branch a model is to be told beside instructions: no answer that failed, and not its question. */
export const toldOf = (branch: Said[]) =>
  branch.filter(({ role, told }, at) => {
    const next = branch[at + 1]
    if (['system', 'developer'].includes(role)) return false
    return told && !(role === 'user' && next?.role === 'assistant' && !next.told)
  })

/** Tells what is wrong with the order of roles; null when a strict server takes it. */
export function refusal(sent: Sent): string | null {
  const roles = sent.map(({ role }) => role)
  const turns = roles[0] === 'system' ? roles.slice(1) : roles
  if (turns.some((role, at) => role !== (at % 2 === 0 ? 'user' : 'assistant'))) return roles.join()
  return turns.length % 2 === 1 ? null : roles.join()
}

/** The share of a request that is the beginning of the one before. */
export function shared(before: Sent, now: Sent): number {
  const [one, other] = [before, now].map((sent) =>
    sent.map(({ role, content }) => `${role}\n${content}`).join('\n'),
  ) as [string, string]
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at / other.length
}
