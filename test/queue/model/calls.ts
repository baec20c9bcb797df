/** Runs one statement that returns one row with one text; parameters are texts too. */
export type Query = (text: string, parameters: string[]) => Promise<string>

type Held = { ids: number[]; token: number }

/** One call of the queue protocol. Times are milliseconds since the epoch, spans are seconds. */
export type Step =
  | ({ do: 'enqueue'; tenant: string; lane: string; priority: number } & Wishes)
  | { do: 'claim'; lane: string; max: number; lease: number }
  | ({ do: 'heartbeat'; lease: number } & Held)
  | { do: 'complete'; id: number; token: number }
  | ({ do: 'fail'; code: string; status: number | null; retry_after: number | null } & Held)
  | ({ do: 'release' } & Held)
  | { do: 'reap' }
  | { do: 'retry_dead'; lane: string }
  | { do: 'cancel'; id: number; tenant: string }
  | { do: 'resume'; lane: string }
  | { do: 'clock'; at: number }

type Wishes = { key: string | null; run_after: number | null }

/** A job as a claim returned it. */
export type Claimed = { id: number; token: number; tenant: string; attempt: number }

/** All test jobs are of this kind. */
export const kind = 'model_test'

const time = (name: string) => `to_timestamp(s.${name} / 1000.0)`
const lease = 'make_interval(secs => s.lease)'

/** What each step calls; `s` is the step itself as a row, with the worker that makes it. */
const calls: Record<Step['do'], string> = {
  enqueue: `(select howdah.enqueue(case when me then '${kind}' end, lane => s.lane, priority => s.priority,
      dedup_key => s.key, run_after => ${time('run_after')}) from howdah.act_as('someone', s.tenant) as me)`,
  claim: `(select coalesce(json_agg(json_build_object(
      'id', job_id, 'token', c.token, 'tenant', tenant_id, 'attempt', attempt)), '[]')
      from howdah.claim_jobs(s.worker, array[s.lane], s.max, ${lease}) as c)`,
  heartbeat: `(select coalesce(json_agg(beat order by beat), '[]')
      from howdah.heartbeat(s.ids, s.token, ${lease}) as beat)`,
  complete: 'howdah.complete_jobs(array[s.id], s.token) = 1',
  fail: `howdah.fail_jobs(s.ids, s.token, s.code, 'model test', s.status, s.retry_after * 1000)`,
  release: 'howdah.release_jobs(s.ids, s.token)',
  reap: 'howdah.reap_jobs()',
  retry_dead: `howdah.retry_dead_jobs(kind => '${kind}', lane => s.lane)`,
  cancel: `(select howdah.cancel_job(case when me then s.id end) from howdah.act_as('someone', s.tenant) as me)`,
  resume: 'howdah.resume_lane(s.lane)',
  clock: `howdah_test.set_time(${time('at')})::text`,
}

/** Makes the call and returns what it said; 'PT404' when it raised that. */
export async function perform(query: Query, step: Step, worker = 'model'): Promise<unknown> {
  const text = `
    select coalesce(to_json(${calls[step.do]})::text, 'null')
      from jsonb_to_record($1::text::jsonb) as s (worker text, tenant text, lane text, priority integer, key text,
        run_after bigint, max integer, lease integer, ids bigint[], id bigint, token bigint, code text, status integer,
        retry_after integer, at bigint)`
  try {
    return JSON.parse(await query(text, [JSON.stringify({ ...step, worker })])) as unknown
  } catch (error) {
    if ((error as { code?: string }).code === 'PT404') return 'PT404'
    throw error
  }
}
