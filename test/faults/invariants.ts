import type { Sql } from 'postgres'
import { localEmbedding } from '../../worker/providers/local-embedding.ts'
import { until } from '../support/command.ts'
import { lostMoney } from './money.ts'
import { untilRows, workerSessions, type World } from './world.ts'
import { planted } from './workers.ts'

/** Seconds for lease, housekeeping, poll and backoff, on a busy machine. */
const usual = 20

/** Seconds after which what has not come to rest never will: twice the worker's longest deadline. */
const never = 70

const atRest = `not exists (select from howdah_internal.jobs where state != 'dead')
  and not exists (select from howdah.messages where status in ('pending', 'streaming'))`

const rests = (world: World, seconds: number) =>
  untilRows(world, 'at rest', atRest, seconds).then(
    () => true,
    () => false,
  )

/** Waits until nothing is left to do; says what is late or stuck. */
async function settle(world: World): Promise<{ isAtRest: boolean; found: string[] }> {
  const bound = usual + world.patience
  const began = Date.now()
  world.provider.recover()
  if (await rests(world, bound)) return { isAtRest: true, found: [] }
  const jobs = await world.sql`
    select j.id, j.kind, j.state, j.attempt, j.crash_count, j.error_code, l.paused_until,
           j.run_after - howdah.clock() as due_in, j.lease_until - howdah.clock() as lease
      from howdah_internal.jobs as j join howdah.lanes as l on l.name = j.lane
     where j.state != 'dead' limit 1`
  const sessions = await world.sql.unsafe(`
    select state, wait_event, clock_timestamp() - state_change as since, left(query, 80) as query
      from pg_stat_activity where ${workerSessions}`)
  const isAtRest = await rests(world, never)
  const seconds = Math.round((Date.now() - began) / 1000)
  const outputs = world.workers.map((worker) => `\n${worker.output().slice(-1200)}`).join('')
  const facts = `bound ${bound} s, ${JSON.stringify(jobs[0])}\n${JSON.stringify(sessions)}${outputs}`
  return {
    isAtRest,
    found: [isAtRest ? `late: at rest after ${seconds} s, ${facts}` : `stuck: ${facts}`],
  }
}

/** Every query returns what must not be: a sentence for each. */
const forbidden: Record<string, string> = {
  'lost job: a chunk has no vector of its text and no dead job': `
    select c.id from howdah.chunks as c
     where not exists (
       select from howdah.embeddings as e
        where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.content_hash = c.content_hash)
       and not exists (
       select from howdah_internal.jobs as j
        where j.state = 'dead' and j.chunk_id = c.id)`,
  'stale write: a vector is of another text than its chunk has': `
    select e.chunk_id from howdah.embeddings as e
      join howdah.chunks as c on c.tenant_id = e.tenant_id and c.id = e.chunk_id
     where c.content_hash != e.content_hash`,
  'twice: a chunk has two vectors': `
    select chunk_id from howdah.embeddings group by chunk_id having count(*) > 1`,
  'twice: a job ended more than once': `
    select id from howdah_internal.jobs_done group by id having count(*) > 1`,
  'twice: a job has ended and is still there': `
    select id from howdah_internal.jobs_done join howdah_internal.jobs using (id)`,
  'twice: an answer was paid for again under one number': `
    select message_id from howdah.llm_usage where message_id is not null
     group by message_id, attempt having count(*) > 1`,
  'twice: a step was bought again after it was stored': `
    select message_id, kind from howdah_internal.message_steps where status = 'done'
     group by message_id, kind having count(*) > 1`,
  'lost step: a call is under way in a message that has ended': `
    select message_id, seq from howdah_internal.message_steps where status = 'calling'`,
  'money: a call has ended and was not billed': `
    select message_id, seq, status from howdah_internal.message_steps where status != 'refused' and not is_billed`,
  'money: a message does not show what its calls cost': `
    select m.id, m.cost_cents, sum(u.cost_cents)
      from howdah.messages as m join howdah.llm_usage as u on u.tenant_id = m.tenant_id and u.message_id = m.id
     group by m.tenant_id, m.id having m.cost_cents is distinct from sum(u.cost_cents)`,
  'dead job without a reason': `
    select id from howdah_internal.jobs where state = 'dead' and (error_code is null or error_message is null)`,
  'lost message: an answer ended without a text or a reason': `
    select id from howdah.messages
     where role = 'assistant' and not (status = 'complete' and content != '')
       and not (status in ('failed', 'expired', 'cancelled') and error_code is not null)`,
  'money: a budget still holds what nobody will spend': `
    select subject, reserved_cents from howdah_internal.budget_windows where reserved_cents != 0`,
  'money: a reservation of a call that has ended is held': `
    select id from howdah_internal.reservations where status = 'held'`,
  'money: a budget has not spent what the calls cost': `
    select w.spent_cents, u.cents from howdah_internal.budget_windows as w,
           (select coalesce(sum(coalesce(cost_cents, budget_cents)), 0) as cents from howdah.llm_usage) as u
     where w.spent_cents != u.cents`,
  'verify() finds something': `select check_name, object, detail from howdah.verify()`,
  'left over: parts of an answer that is complete': `
    select d.message_id from howdah_internal.message_deltas as d
      join howdah.messages as m on m.tenant_id = d.tenant_id and m.id = d.message_id
     where m.status = 'complete'`,
}

async function forbiddenRows(sql: Sql): Promise<string[]> {
  const found: string[] = []
  for (const [sentence, query] of Object.entries(forbidden)) {
    const rows = await sql.unsafe(query)
    if (rows.length > 0) found.push(`${sentence} (${rows.length}, ${JSON.stringify(rows[0])})`)
  }
  return found
}

/** Dead jobs that no fault of this world explains. */
async function unexplainedDeaths(world: World): Promise<string[]> {
  const rows = await world.sql<{ kind: string; error_code: string }[]>`
    select kind, error_code from howdah_internal.jobs where state = 'dead'`
  return rows
    .filter(({ error_code }) => !(error_code === 'crashed' && world.losses >= 3))
    .map(({ kind, error_code }) => `lost job: ${kind} is dead, ${error_code}`)
}

/** Whether halfvec holds what the stub sent for this text. */
const isVectorOf = (text: string, stored: number[]) =>
  localEmbedding(text, 384).every(
    (x, index) => Math.abs(x - (stored[index] ?? NaN)) <= Math.abs(x) * 6e-4 + 6e-8,
  )

async function wrongVectors({ sql }: World): Promise<string[]> {
  const rows = await sql<{ id: string; text: string; vector: string }[]>`
    select c.id, howdah_internal.embedding_text(d.title, c.heading, c.content) as text, e.embedding::text as vector
      from howdah.embeddings as e
      join howdah.chunks as c on c.tenant_id = e.tenant_id and c.id = e.chunk_id
      join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id`
  return rows
    .filter(({ text, vector }) => !isVectorOf(text, JSON.parse(vector) as number[]))
    .map(({ id }) => `stale write: the vector of chunk ${id} is not of its text`)
}

/** What workers have printed, those that are gone too. */
const outputs = ({ printed, workers }: World) => [
  ...printed,
  ...workers.map((worker) => worker.output()),
]

/** Sessions end their transactions in their own time; then none may be left open. */
async function openState({ sql }: World): Promise<string[]> {
  const query = `select
    (select count(*) from pg_stat_activity where ${workerSessions} and state like 'idle in%')::int as idle,
    (select count(*) from pg_locks as l join pg_stat_activity as a using (pid)
      where l.locktype = 'advisory' and ${workerSessions})::int as locks`
  let last: unknown
  const isNone = async () => {
    const [row] = await sql.unsafe(query)
    last = row
    return row?.['idle'] === 0 && row['locks'] === 0
  }
  return until('no session state is left', isNone, 5).then(
    () => [],
    () => [`session state is left: ${JSON.stringify(last)}`],
  )
}

async function shownKeys(world: World): Promise<string[]> {
  const { sql } = world
  const found: string[] = []
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
     where relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and relkind = 'r'`
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select from ${name} as t where t::text like '%${planted}%'`)
    if (rows.length > 0) found.push(`key: it stands in ${name}`)
  }
  if (outputs(world).some((output) => output.includes(planted)))
    found.push('key: a worker printed it')
  return found
}

/** Everything that must hold once a world is at rest; returns a sentence for each violation. */
export async function violations(world: World): Promise<string[]> {
  const { isAtRest, found } = await settle(world)
  const died = world.workers.filter((worker) => worker.hasDied())
  const money = await lostMoney(world)
  return [
    ...world.problems,
    ...found,
    ...died.map((worker) => `a worker ended by itself: ${worker.output().slice(-500)}`),
    ...(isAtRest ? await forbiddenRows(world.sql) : []),
    ...(await unexplainedDeaths(world)),
    ...(await wrongVectors(world)),
    ...money,
    ...(money.length > 0 ? outputs(world) : []),
    ...(await openState(world)),
    ...(await shownKeys(world)),
  ]
}
