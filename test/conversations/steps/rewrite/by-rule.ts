import { names } from './shop.ts'

const pronouns = /\b(it|its|they|them|this|that|er|ihn|die|ella)\b/i
const things = [...names, 'gift cards']
const named = (text: string) => things.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text))

/** What a model would make of the last question of a conversation, by rules that fit the dialogues of the shop. */
export function rewritten(conversation: string, question: string): string {
  const lines = conversation.split('\n')
  const said = (who: string) =>
    lines.findLast((line) => line.startsWith(`${who}: `))?.slice(who.length + 2) ?? ''
  const [before, answer] = [said('User'), said('Assistant')]
  const [subject] = named(before)
  const own = question.replace(/^((no|and|but|okay|thanks|und|et|y|¿y|e|i meant)[,.!]?\s+)+/i, '')
  if (/\bother\b/i.test(own)) {
    const order = named(answer).sort((a, b) => answer.indexOf(a) - answer.indexOf(b))
    const other = order[1] ?? subject ?? ''
    if (/how|what does/i.test(own)) return own.replace(/the other one/i, `the ${other}`)
    return subject ? before.replace(subject, other) : `${before} Of the ${other}`
  }
  const [own1] = named(own)
  if (own1) return own.split(/\s+/).length > 4 || !subject ? own : before.replace(subject, own1)
  if (pronouns.test(own)) return own.replace(pronouns, subject ?? before)
  if (own.split(/\s+/).filter((word) => word.length > 3).length >= 3) return own
  return subject ? `${own} (${subject})` : `${before} ${own}`
}
