/** Runs one statement that returns one row with one text; parameters are texts too. */
export type Query = (text: string, parameters: (string | null)[]) => Promise<string>

/** One call of the queue protocol. Times are milliseconds since the epoch, spans are seconds. */
export type Step =
  | {
      do: 'enqueue'
      tenant: string
      lane: string
      priority: number
      key: string | null
      runAfter: number | null
    }
  | { do: 'claim'; lane: string; max: number; lease: number }
  | { do: 'heartbeat'; ids: number[]; token: number; lease: number }
  | { do: 'complete'; id: number; token: number }
  | {
      do: 'fail'
      ids: number[]
      token: number
      code: string
      status: number | null
      retryAfter: number | null
    }
  | { do: 'release'; ids: number[]; token: number }
  | { do: 'reap' }
  | { do: 'retry_dead'; lane: string }
  | { do: 'cancel'; id: number; tenant: string }
  | { do: 'resume'; lane: string }
  | { do: 'clock'; at: number }

/** A job as a claim returned it. */
export type Claimed = { id: number; token: number; tenant: string; attempt: number }

/** All test jobs are of this kind. */
export const kind = 'model_test'

const at = (time: number | null) => (time === null ? null : new Date(time).toISOString())
const list = (ids: number[]) => `{${ids.join(',')}}`
const ids = '$1::text::bigint[], $2::text::bigint'
const seconds = (parameter: string) => `make_interval(secs => ${parameter}::text::integer)`

function statement(step: Step, worker: string): [text: string, parameters: (string | null)[]] {
  switch (step.do) {
    case 'enqueue':
      return [
        `select to_json(id)::text from howdah.act_as('someone', $1::text) as me,
         lateral howdah.enqueue(case when me then '${kind}' end, lane => $2::text,
           priority => $3::text::integer, dedup_key => $4::text, run_after => $5::text::timestamptz) as id`,
        [step.tenant, step.lane, String(step.priority), step.key, at(step.runAfter)],
      ]
    case 'claim':
      return [
        `select coalesce(json_agg(json_build_object(
           'id', job_id, 'token', token, 'tenant', tenant_id, 'attempt', attempt)), '[]')::text
         from howdah.claim_jobs($1::text, array[$2::text], $3::text::integer, ${seconds('$4')})`,
        [worker, step.lane, String(step.max), String(step.lease)],
      ]
    case 'heartbeat':
      return [
        `select coalesce(json_agg(id order by id), '[]')::text
         from howdah.heartbeat(${ids}, ${seconds('$3')}) as id`,
        [list(step.ids), String(step.token), String(step.lease)],
      ]
    case 'complete':
      return [
        `select to_json(howdah.complete_job($1::text::bigint, $2::text::bigint))::text`,
        [String(step.id), String(step.token)],
      ]
    case 'fail':
      return [
        `select to_json(howdah.fail_job(${ids}, $3::text, 'model test', $4::text::integer, $5::text::integer))::text`,
        [
          list(step.ids),
          String(step.token),
          step.code,
          step.status === null ? null : String(step.status),
          step.retryAfter === null ? null : String(step.retryAfter * 1000),
        ],
      ]
    case 'release':
      return [
        `select to_json(howdah.release_jobs(${ids}))::text`,
        [list(step.ids), String(step.token)],
      ]
    case 'reap':
      return ['select to_json(howdah.reap_jobs())::text', []]
    case 'retry_dead':
      return [
        `select to_json(howdah.retry_dead_jobs(kind => '${kind}', lane => $1::text))::text`,
        [step.lane],
      ]
    case 'cancel':
      return [
        `select to_json(howdah.cancel_job(case when me then $2::text::bigint end))::text
         from howdah.act_as('someone', $1::text) as me`,
        [step.tenant, String(step.id)],
      ]
    case 'resume':
      return ['select to_json(howdah.resume_lane($1::text))::text', [step.lane]]
    case 'clock':
      return [
        `select coalesce(to_json(howdah_test.set_time($1::text::timestamptz)::text), 'null')::text`,
        [at(step.at)],
      ]
  }
}

/** Makes the call and returns what it said; 'PT404' when it raised that. */
export async function perform(query: Query, step: Step, worker = 'model'): Promise<unknown> {
  try {
    return JSON.parse(await query(...statement(step, worker))) as unknown
  } catch (error) {
    if ((error as { code?: string }).code === 'PT404') return 'PT404'
    throw error
  }
}
