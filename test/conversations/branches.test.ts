import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { failed, given, nextStep } from '../support/steps.ts'

// Two clients on one conversation, and a worker that answers, fails and loses its lease meanwhile.
const rounds = Number(process.env['HOWDAH_CONVERSATION_ROUNDS'] ?? 100)
const seed = newSeed('branches')

let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 5 } })
})
afterAll(() => db.drop())

/** A call as ann, in one round trip. */
async function asAnn(sql: Sql, call: string, ...values: (string | null)[]): Promise<string> {
  const [row] = await sql.unsafe(
    `select r.id::text from howdah.act_as('ann') as me, lateral (select howdah.${call} as id where me) as r`,
    values,
  )
  return row!['id'] as string
}

/** Makes the call itself: claims, streams, completes or fails. */
async function answerAsCaller(sql: Sql, id: string, random: Random): Promise<void> {
  const [claim] = await sql`select c.job_id, c.token from howdah.act_as('ann') as me,
    lateral howdah.claim_message(case when me then ${id}::uuid end) as c`
  const { job_id, token } = claim!
  const mine = (call: string) =>
    sql.unsafe(
      `select r.x from howdah.act_as('ann') as me, lateral (select howdah.${call} as x where me) as r`,
      [job_id, token],
    )
  await mine(`append_partial($1, $2, 0, 'Five')`)
  if (random.chance(0.2)) await mine(`fail_jobs(array[$1]::bigint[], $2, 'timeout')`)
  else await mine(`complete_message($1, $2, content => 'Five days.')`)
}

/** One thing that a client does at random; returns the new answer, if any, and how many messages it made. */
async function act(sql: Sql, conversation: string, known: string[], key: string, random: Random) {
  const on = random.pick(known)
  const kind = random.int(0, 99)
  if (kind < 35) {
    const id = await asAnn(sql, 'send_message($1, $2, $3)', conversation, `question ${key}`, key)
    const again = await asAnn(sql, 'send_message($1, $2, $3)', conversation, 'lost', key)
    expect(again).toBe(id)
    return { id, made: 2 }
  }
  if (kind < 70) return { id: await asAnn(sql, 'regenerate($1, $2)', on, key), made: 1 }
  if (kind < 80) {
    const call = `send_message($1, $2, run_by => 'caller')`
    const id = await asAnn(sql, call, conversation, `question ${key}`)
    await answerAsCaller(sql, id, random)
    return { id, made: 2 }
  }
  if (kind < 88) {
    const call = 'edit_message((select parent_id from howdah.messages where id = $1), $2)'
    return { id: await asAnn(sql, call, on, `edited ${key}`), made: 2 }
  }
  if (kind < 94) await asAnn(sql, 'cancel_message($1)', on)
  else if (kind < 97) await asAnn(sql, 'rename_conversation($1, $2)', conversation, key)
  else await asAnn(sql, 'switch_branch($1)', on)
  return { id: null, made: 0 }
}

async function client(name: string, conversation: string, all: string[], count: { made: number }) {
  const random = createRandom(seed + name.charCodeAt(0))
  const sql = await db.sql.reserve()
  const own: string[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const known = all.slice(-20)
      const { id, made } = await act(sql, conversation, known, `${name} ${round}`, random)
      count.made += made
      if (!id) continue
      own.push(id)
      all.push(id)
    }
  } finally {
    sql.release()
  }
  return own
}

async function work(isOver: () => boolean): Promise<void> {
  const random = createRandom(seed)
  const lane = '{local/local-chat/interactive}'
  for (;;) {
    const last = isOver()
    const [job] = await db.sql<{ job_id: string; token: string }[]>`
      select job_id, token from howdah.claim_jobs('w', ${lane}::text[])`
    if (!job) {
      const [row] = await db.sql`
        select howdah.maintain_queue(), exists (select from howdah_internal.jobs) as has_more`
      if (last && !row!['has_more']) return
      continue
    }
    const { job_id, token } = job
    const step = await nextStep(db.sql, job)
    if (!step) continue
    await db.sql`select howdah.append_partial(${job_id}, ${token}, 0, 'Five')`
    if (random.chance(0.1)) {
      await db.sql`update howdah_internal.jobs set lease_until = '-infinity' where id = ${job_id}`
      await db.sql`select howdah.reap_jobs()`
    } else if (random.chance(0.1)) {
      await nextStep(db.sql, job, failed(step, 'bad_request', 400))
    } else {
      await nextStep(db.sql, job, given(step, 'Five days.'))
    }
  }
}

test(`two clients go on with one conversation at once, ${rounds} rounds each`, async () => {
  const conversation = await asAnn(db.sql, 'start_conversation(collection => null)')
  const first = await asAnn(db.sql, 'send_message($1, $2)', conversation, 'How long?')
  const count = { made: 2 }
  const all = [first]
  let isOver = false
  const worker = work(() => isOver)
  const [ann, too] = await Promise.all([
    client('a', conversation, all, count),
    client('b', conversation, all, count),
  ]).finally(() => (isOver = true))
  await worker

  const messages = await db.sql<
    { id: string; seq: string; parent: string | null; status: string }[]
  >`
    select m.id, m.seq, p.seq as parent, m.status
      from howdah.messages as m left join howdah.messages as p on p.id = m.parent_id
     order by m.seq`
  // One order without gaps, nothing lost, nothing before what it follows, nothing left behind.
  expect(messages.map((m) => Number(m.seq))).toEqual(messages.map((_, index) => index + 1))
  expect(messages).toHaveLength(count.made)
  const [row] = await db.sql`select last_seq from howdah.conversations`
  expect(Number(row!['last_seq'])).toBe(count.made)
  expect(messages.filter((m) => m.parent && Number(m.parent) >= Number(m.seq))).toEqual([])
  expect(messages.filter((m) => ['pending', 'streaming'].includes(m.status))).toEqual([])
  const place = new Map(messages.map((m) => [m.id, Number(m.seq)]))
  for (const own of [ann, too]) {
    const places = own.map((id) => place.get(id)!)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
  expect(new Set([...ann, ...too]).size).toBe(ann.length + too.length)
  expect(await db.sql`select from howdah_internal.jobs`).toHaveLength(0)
}, 3_600_000)
