import pgvector from 'pgvector'
import type { Database } from '../database.ts'
import { withDeadline } from '../database.ts'
import { withRetries } from '../retry.ts'
import type { ChatRequest } from '../providers/types.ts'

/** A model as a claim describes it; `dimensions` is null for chat models. */
export type ClaimedModel = {
  provider: string
  model: string
  model_id: number
  dimensions: number | null
}

/** A job under lease. bigint values are strings. */
export type Job = {
  job_id: string
  token: string
  kind: string
  lane: string
  tenant_id: string
  user_id: string | null
  attempt: number
  payload: ClaimedModel & { message_id?: string; embed?: ClaimedModel; claim_count: number }
  content: string | null
  estimated_tokens: number
}

/** Facts about a failed call; SQL decides what follows. */
export type Failure = {
  code: string
  status: number | null
  retryAfterMs: number | null
  message: string
}

/** What fail_job decided. */
export type Verdict = 'paused' | 'split' | 'retry' | 'moved' | 'dead' | 'stale'

/** Facts about a call for llm_usage; null is unknown. Times in milliseconds. */
export type Usage = {
  input_tokens: number | null
  output_tokens?: number | null
  cached_input_tokens?: number | null
  reasoning_tokens?: number | null
  latency_ms: number
  first_token_ms?: number | null
  status?: 'ok' | 'failed' | 'cancelled' | 'timeout'
  error_code?: string
}

/** The request of a message, or why there is none. */
export type Prepared =
  { status: 'done' | 'stale' } | ({ status: 'call'; provider: string } & ChatRequest)

/** The calls of the queue protocol, each one statement with a deadline. */
export type Protocol = ReturnType<typeof protocol>

const bigints = (ids: string[]) => `{${ids.join(',')}}`
const vectors = (list: number[][]) => `{${list.map((v) => `"${pgvector.toSql(v)}"`).join(',')}}`

/** What was bought is stored: these statements may be repeated, and are until the database is back. */
const stored = <T>(run: () => Promise<T>) => withRetries(() => withDeadline(run(), 10_000))

/** Binds the queue protocol to a database. */
export function protocol(sql: Database) {
  const json = (value: object) => sql.json(value as never)
  return {
    register: (
      worker: string,
      version: string,
      schema: number,
      providers: string[],
      idle: boolean,
    ) =>
      withDeadline(
        sql`select howdah.register_worker(${worker}, ${version}, ${schema}, ${providers}::text[], ${idle})`,
      ),
    offer: (providers: string[]) =>
      withDeadline(sql`select howdah.offer_providers(${providers}::text[])`),
    claim: (worker: string, lanes: string[], max: number, leaseSeconds: number) =>
      withDeadline(
        sql<Job[]>`select * from howdah.claim_jobs(
          ${worker}, ${lanes}::text[], ${max}::integer, make_interval(secs => ${leaseSeconds}))`,
      ),
    heartbeat: async (ids: string[], token: string, leaseSeconds: number) => {
      const rows = await withDeadline(
        sql<{ id: string }[]>`select id from howdah.heartbeat(
          ${bigints(ids)}::bigint[], ${token}, make_interval(secs => ${leaseSeconds})) as id`,
      )
      return rows.map((row) => row.id)
    },
    completeEmbeddings: (
      jobs: Job[],
      model: ClaimedModel,
      embeddings: number[][],
      callId: string,
      startedAt: Date,
      usage: Usage,
    ) =>
      stored(
        () => sql`select howdah.complete_embeddings(
          ${bigints(jobs.map((j) => j.job_id))}::bigint[], ${jobs[0]!.token}, ${vectors(embeddings)}::halfvec[],
          ${jobs[0]!.tenant_id}, ${jobs[0]!.user_id}, ${model.model_id}, ${callId}, ${startedAt}, ${json(usage)})`,
      ),
    recordEmbeddingUsage: (
      jobs: Job[],
      model: ClaimedModel,
      callId: string,
      startedAt: Date,
      usage: Usage,
    ) =>
      stored(
        () => sql`select howdah.record_embedding_usage(
          ${jobs[0]!.tenant_id}, ${jobs[0]!.user_id}, ${model.model_id}, ${callId}, ${startedAt},
          ${json({ ...usage, item_count: jobs.length })})`,
      ),
    storeQuestion: (
      job: Job,
      model: ClaimedModel,
      embedding: number[],
      callId: string,
      startedAt: Date,
      usage: Usage,
    ) =>
      stored(
        () => sql`select howdah.store_question_embedding(
          ${job.job_id}, ${job.token}, ${job.tenant_id}, ${job.user_id}, ${model.model_id}, ${pgvector.toSql(embedding)}::halfvec,
          ${callId}, ${startedAt}, ${json(usage)})`,
      ),
    prepareMessage: async (job: Job): Promise<Prepared> => {
      const [row] = await withDeadline(
        sql<
          { request: Prepared }[]
        >`select howdah.prepare_message(${job.job_id}, ${job.token}) as request`,
      )
      return row!.request
    },
    appendPartial: async (job: Job, fromChar: number, content: string) => {
      const [row] = await withDeadline(
        sql<{ status: string }[]>`select howdah.append_partial(
          ${job.job_id}, ${job.token}, ${fromChar}::integer, ${content}) as status`,
      )
      return row!.status
    },
    completeMessage: async (
      job: Job,
      content: string,
      finishReason: string | null,
      startedAt: Date,
      usage: Usage,
    ) => {
      const [row] = await stored(
        () => sql<{ status: string }[]>`select howdah.complete_message(
          ${job.job_id}, ${job.token}, ${job.tenant_id}, ${job.payload.message_id ?? null}, ${content},
          ${finishReason}, ${job.payload.claim_count}, ${startedAt}, ${json(usage)}) as status`,
      )
      return row!.status
    },
    recordFailedMessage: (job: Job, startedAt: Date, usage: Usage) =>
      stored(
        () => sql`select howdah.record_message_usage(
          ${job.tenant_id}, ${job.payload.message_id ?? null}, ${job.payload.claim_count},
          ${startedAt}, ${json(usage)})`,
      ),
    fail: async (jobs: Job[], failure: Failure): Promise<Verdict> => {
      const [row] = await withDeadline(
        sql<{ verdict: Verdict }[]>`select howdah.fail_job(
          ${bigints(jobs.map((j) => j.job_id))}::bigint[], ${jobs[0]!.token}, ${failure.code}, ${failure.message},
          ${failure.status}::integer, ${failure.retryAfterMs === null ? null : Math.ceil(failure.retryAfterMs)}::integer) as verdict`,
      )
      return row!.verdict
    },
    release: (jobs: Job[]) =>
      withDeadline(
        sql`select howdah.release_jobs(${bigints(jobs.map((j) => j.job_id))}::bigint[], ${jobs[0]!.token})`,
      ),
    reap: () => withDeadline(sql`select howdah.reap_jobs()`),
    maintain: () => withDeadline(sql`select howdah.maintain_queue()`),
  }
}
