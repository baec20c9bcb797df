import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { shared } from '../histories.ts'
import { codeOf, openTalks, say, startTalk, summarise, textOf, words } from './talk.ts'

// 200 turns of which a request has room for 50, a fact in turn 3, its correction in turn 90 of one of two branches.
const turns = 200
const fork = 50

let db: TestDatabase
let sql: Sql
let talk: string
const ends: Record<string, string> = {}
const shares: Record<string, number[]> = { corrected: [], other: [] }
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 1 } })
  sql = db.sql
  await openTalks(sql)
  talk = await startTalk(sql)
  let head: string | null = null
  let forkAt = ''
  let before: { role: string; content: string }[] | undefined
  let beforeFork = before
  const turn = async (branch: string, n: number) => {
    const question =
      n === 3
        ? 'The code is ALPHA.'
        : n === 90 && branch === 'corrected'
          ? 'No: the code is BETA.'
          : words(n)
    const { id, sent } = await say(sql, talk, question, words(n), head)
    if (before) shares[branch]!.push(shared(before, sent))
    before = sent
    head = id
    await summarise(sql, codeOf)
    if (n === turns) ends[branch] = textOf(sent)
  }
  for (let n = 1; n <= turns; n += 1) {
    await turn('corrected', n)
    if (n === fork) [forkAt, beforeFork] = [head!, before]
  }
  head = forkAt
  before = beforeFork
  for (let n = fork + 1; n <= turns; n += 1) await turn('other', n)
})
afterAll(() => db.drop())

test('the last request of each branch knows what was said in it, and nothing of the other', () => {
  expect(ends['corrected']).toContain('code is BETA')
  expect(ends['corrected']).not.toContain('ALPHA')
  expect(ends['other']).toContain('code is ALPHA')
  expect(ends['other']).not.toContain('BETA')
})

test.each(['corrected', 'other'])('nine of ten requests begin as the one before: %s', (branch) => {
  const known = shares[branch]!.filter((share) => share >= 0.8).length / shares[branch]!.length
  console.log(`${branch}: ${(known * 100).toFixed(1)} % of requests share 80 %`)
  // The first turns are short of anything to share.
  expect(known).toBeGreaterThanOrEqual(0.9)
})

test('each covers a range of its branch, and begins with the one before it', async () => {
  const all = await sql<{ from: number; to: number; former: number | null; status: string }[]>`
    select from_seq::int as from, to_seq::int as to, status,
           (select f.to_seq::int from howdah.conversation_summaries as f where f.id = l.former_id) as former
      from howdah.summaries_of_conversation(${talk}) as l`
  console.log(`${all.length} summaries: ${all.map(({ to }) => to).join(' ')}`)
  expect(all.length).toBeGreaterThan(8)
  for (const { from, to, former, status } of all) {
    expect(status).toBe('complete')
    expect(from).toBe(1)
    if (former !== null) expect(former).toBeLessThan(to)
  }
})

test('what they cost is under a feature of its own, and is paid by the user', async () => {
  const rows = await sql`
    select feature, user_id, count(*)::int as calls, sum(cost_cents) > 0 as costs
      from howdah.llm_usage group by 1, 2 order by 1`
  expect(rows).toEqual([
    { feature: 'answer', user_id: 'ann', calls: 2 * turns - fork, costs: true },
    { feature: 'summary', user_id: 'ann', calls: expect.any(Number), costs: true },
  ])
})

test('who is forgotten leaves none', async () => {
  const [before] = await sql`select count(*)::int as n from howdah.conversation_summaries`
  expect(before!['n']).toBeGreaterThan(0)
  await sql`select * from howdah.forget_user('ann', dry_run => false)`
  const [row] = await sql`
    select (select count(*)::int from howdah.conversation_summaries) as summaries,
           (select count(*)::int from howdah.conversations) as conversations,
           (select count(*)::int from howdah.messages) as messages`
  expect(row).toEqual({ summaries: 0, conversations: 0, messages: 0 })
})
