import type { JSONValue } from 'postgres'
import { textArray, type Database } from '../database.ts'
import type { Pool } from '../pool.ts'
import { remedyFor, withRetries } from '../retry.ts'
import type { PostFailure } from '../webhook/post.ts'
import type { Outage } from './outage.ts'
import { unhurried } from './unhurried.ts'
import type {
  Call,
  ClaimedModel,
  Event,
  Failure,
  Job,
  Outcome,
  QueueMetric,
  Step,
  Verdict,
} from './types.ts'

/** The calls of the queue protocol, each one statement with a deadline. */
export type Protocol = ReturnType<typeof protocol>

const bigints = (ids: string[]) => `{${ids.join(',')}}`
const milliseconds = (ms: number | null) => (ms === null ? null : Math.ceil(ms))

type Statement<T> = (sql: Database) => Promise<T[]>

/**
 * Seconds of a lease, what ends the repeating of statements for good, and who hears of what was bought
 * and cannot be stored yet.
 */
export type ProtocolOptions = {
  leaseSeconds: number
  giveUp: AbortSignal
  stores: Pick<Outage, 'failed' | 'over'>
}

/** How long after the lease what was bought is still offered to a database that is away. */
const afterLeaseMs = 5 * 60_000

/** How long one run of a schedule may take. */
const scheduleMs = 15 * 60_000

/** Binds the queue protocol to a database. */
export function protocol(pool: Pool, { leaseSeconds, giveUp, stores }: ProtocolOptions) {
  const leaseMs = leaseSeconds * 1000
  const idsOf = (jobs: Job[]) => bigints(jobs.map((job) => job.job_id))
  const once = <T>(statement: Statement<T>, ms = 20_000) =>
    pool.run(statement, Math.min(ms, leaseMs / 3))
  /** What keeps house, whatever timeouts the login has. */
  const keeping = <T>(statement: string, ms = 20_000) => pool.run(unhurried<T>(statement, ms), ms)
  /** Repeated while the lease lasts. */
  const held = <T>(statement: Statement<T>) =>
    withRetries(() => once(statement), { forMs: leaseMs, signal: giveUp })
  let waiting = 0
  /** What was bought is stored and what was spent recorded, however long the database is away. */
  const stored = async <T>(statement: Statement<T>): Promise<T[]> => {
    let hasFailed = false
    const helps = (error: unknown) => remedyFor(error) !== 'never'
    try {
      return await withRetries(
        () =>
          once(statement).catch((error: unknown) => {
            if (!hasFailed) waiting += 1
            hasFailed = true
            stores.failed('what was bought is not stored yet', error)
            throw error
          }),
        { forMs: leaseMs + afterLeaseMs, signal: giveUp, helps },
      )
    } finally {
      if (hasFailed) waiting -= 1
      if (hasFailed && waiting === 0) stores.over()
    }
  }
  const release = (jobs: Job[]) =>
    held(
      (sql) => sql`select howdah.release_jobs(
      job_ids => ${idsOf(jobs)}::bigint[], token => ${jobs[0]!.token})`,
    )

  return {
    release,
    /** Whether something that was bought waits for the database to come back. */
    isStoring: () => waiting > 0,
    register: (
      worker: string,
      version: string,
      schema: number,
      providers: string[],
      idleClasses: string[],
      isLeaving = false,
    ) =>
      once(
        (sql) =>
          sql`select howdah.register_worker(
            worker => ${worker}, version => ${version}, known_schema_version => ${schema},
            providers => ${textArray(providers)}::text[], idle_classes => ${textArray(idleClasses)}::text[],
            is_leaving => ${isLeaving})`,
        10_000,
      ),
    offer: (providers: string[]) =>
      once((sql) => sql`select howdah.offer_providers(${textArray(providers)}::text[])`),
    claim: (worker: string, lanes: string[], max: number) =>
      pool.run(
        (sql) => sql<Job[]>`select * from howdah.claim_jobs(
          worker => ${worker}, lanes => ${textArray(lanes)}::text[], max_jobs => ${max}::integer,
          lease => make_interval(secs => ${leaseSeconds}))`,
        10_000,
        // Nobody waits for these any more: others may have them now, and not only after the lease.
        (jobs) => void (jobs.length > 0 && release([...jobs]).catch(() => undefined)),
      ),
    heartbeat: async (ids: string[], token: string) => {
      const rows = await once(
        (sql) => sql<{ id: string }[]>`select id from howdah.heartbeat(
          job_ids => ${bigints(ids)}::bigint[], token => ${token},
          lease => make_interval(secs => ${leaseSeconds})) as id`,
      )
      return rows.map((row) => row.id)
    },
    /** Notes that a request is about to be made; false when none of the jobs is ours any more. */
    beginCall: async (jobs: Job[], id: string, startedAt: Date, estimatedTokens: number) => {
      const [row] = await held(
        (sql) => sql<{ mine: boolean }[]>`select howdah.begin_call(
          job_ids => ${idsOf(jobs)}::bigint[], token => ${jobs[0]!.token}, call_id => ${id},
          started_at => ${startedAt}, estimated_tokens => ${estimatedTokens}::integer) as mine`,
      )
      return row!.mine
    },
    // Vectors are cast to no type by name: where pgvector lives is not on every login's path.
    completeEmbeddings: (jobs: Job[], model: ClaimedModel, vectors: string, call: Call) =>
      stored(
        (sql) => sql`select howdah.complete_embeddings(
          job_ids => ${idsOf(jobs)}::bigint[], token => ${jobs[0]!.token}, embeddings => ${vectors},
          tenant => ${jobs[0]!.tenant_id}, payer => ${jobs[0]!.user_id}, model_id => ${model.model_id},
          call_id => ${call.id}, started_at => ${call.startedAt}, usage => ${sql.json(call.facts)})`,
      ),
    recordEmbeddingUsage: (jobs: Job[], model: ClaimedModel, call: Call) =>
      stored(
        (sql) => sql`select howdah.record_embedding_usage(
          tenant => ${jobs[0]!.tenant_id}, payer => ${jobs[0]!.user_id}, model_id => ${model.model_id},
          call_id => ${call.id}, started_at => ${call.startedAt},
          usage => ${sql.json({ ...call.facts, item_count: jobs.length })})`,
      ),
    /** Hands the outcome of a call in, where there is one, and gets the next; null when there is none. */
    nextStep: async (job: Job, outcome?: Outcome): Promise<Step | null> => {
      const next: Statement<{ step: Step | null }> = (sql) =>
        sql`select howdah.next_step(
          job_id => ${job.job_id}, token => ${job.token},
          outcome => ${outcome === undefined ? null : sql.json(outcome as JSONValue)}) as step`
      const [row] = await (outcome === undefined ? held(next) : stored(next))
      return row!.step
    },
    appendPartial: async (job: Job, step: Step, fromChar: number, content: string) => {
      const [row] = await once(
        (sql) => sql<{ status: string }[]>`select howdah.append_partial(
          job_id => ${job.job_id}, token => ${job.token}, from_char => ${fromChar}::integer,
          content => ${content}, seq => ${step.ref.seq}::integer) as status`,
        5000,
      )
      return row!.status
    },
    fail: async (jobs: Job[], failure: Failure): Promise<Verdict> => {
      const [row] = await held(
        (sql) => sql<{ verdict: Verdict }[]>`select howdah.fail_jobs(
          job_ids => ${idsOf(jobs)}::bigint[], token => ${jobs[0]!.token}, error_code => ${failure.code},
          error_message => ${failure.message}, http_status => ${failure.status}::integer,
          retry_after_ms => ${milliseconds(failure.retryAfterMs)}::integer) as verdict`,
      )
      return row!.verdict
    },
    reap: () => keeping('select howdah.reap_jobs()'),
    /** Step by step each has a transaction of its own, so that none holds its locks while another works. */
    maintain: async (how: 'step by step' | 'at once') => {
      if (how === 'at once') {
        await keeping('select howdah.maintain_queue()')
        return
      }
      const steps = await once(
        (sql) => sql<{ step: string }[]>`select unnest(howdah.maintenance_steps()) as step`,
      )
      for (const { step } of steps) {
        await keeping(`select howdah.maintain_queue(steps => '{${step}}')`)
      }
    },
    /** Turns changes of watched tables into documents, a slice at a time; 0 when all is done. */
    syncWatched: async () => {
      const [row] = await keeping<{ rows: number }>('select howdah.sync_watched() as rows')
      return row!.rows
    },
    /**
     * Runs one schedule that is due, which may take minutes; 0 when none is. Noted in a transaction before its work:
     * work that never ends is not the first again.
     */
    tick: async () => {
      const [begun] = await keeping<{ runs: number }>(
        `select howdah.tick(max_runs => 1, part => 'begin') as runs`,
      )
      if (begun!.runs === 0) return 0
      await keeping(`select howdah.tick(max_runs => 1, part => 'work')`, scheduleMs)
      return 1
    },
    /** What waits or runs, a lane and reason a row; without a reason this worker can do it now. */
    unfinished: (worker: string, classes: string[]) =>
      once(
        (sql) => sql<{ lane: string; job_count: string; reason: string | null }[]>`
          select * from howdah.unfinished_jobs(worker => ${worker}, classes => ${textArray(classes)}::text[])`,
      ),
    claimEvents: () =>
      once(
        (sql) => sql<Event[]>`select * from howdah.claim_events(
          lease => make_interval(secs => ${leaseSeconds}))`,
        10_000,
      ),
    completeEvent: ({ tenant_id, event_id }: Event) =>
      held(
        (sql) => sql`select howdah.complete_event(tenant => ${tenant_id}, event_id => ${event_id})`,
      ),
    /** `again`, `given_up`, or null where another claim has it by now. */
    failEvent: async ({ tenant_id, event_id, attempt }: Event, failure: PostFailure) => {
      const [row] = await held(
        (sql) => sql<{ verdict: string | null }[]>`select howdah.fail_event(
          tenant => ${tenant_id}, event_id => ${event_id}, attempt => ${attempt}, error_code => ${failure.code},
          http_status => ${failure.status}, retry_after_ms => ${failure.retryAfterMs}) as verdict`,
      )
      return row!.verdict
    },
    metrics: () => once((sql) => sql<QueueMetric[]>`select * from howdah.worker_metrics()`, 5000),
  }
}
