import type { Sql } from 'postgres'

/** A claimed job, as far as its steps need it. */
export type ClaimedJob = { job_id: string; token: string }

/** A call to make, as next_step hands it out. */
export type Step = {
  ref: { seq: number; message_id: string }
  kind: string
  call: 'chat' | 'embed'
  request: { messages: { role: string; content: string }[] }
}

type Usage = Record<string, number>

/** Hands the outcome of a call in, where there is one, and gets the next; null when there is none. */
export async function nextStep(
  sql: Pick<Sql, 'unsafe'>,
  { job_id, token }: ClaimedJob,
  outcome: object | null = null,
): Promise<Step | null> {
  const [row] = await sql.unsafe<{ step: Step | null }[]>(
    'select howdah.next_step($1, $2, $3::text::jsonb) as step',
    [job_id, token, outcome === null ? null : JSON.stringify(outcome)],
  )
  return row!.step
}

/** What a provider gives for the call of a step; it makes no vectors, so that sources are found by their words. */
export const given = (
  { ref, call }: Step,
  content: string,
  usage: Usage = { input_tokens: 5, output_tokens: 2 },
): object =>
  call === 'embed'
    ? { ref, failure: { code: 'not_configured' }, facts: {} }
    : { ref, result: { content, finish_reason: 'stop' }, facts: { usage } }

/** A failure of the call of a step; with a usage it is paid for. */
export const failed = (
  { ref }: Step,
  code: string,
  status: number | null = null,
  usage?: Usage,
): object => ({
  ref,
  failure: { code, status, message: 'no' },
  facts: usage ? { usage, has_begun: true } : {},
})

/** The first call of a claimed question that a chat model gets; null when it needs none. */
export async function chatStep(sql: Pick<Sql, 'unsafe'>, job: ClaimedJob): Promise<Step | null> {
  let step = await nextStep(sql, job)
  while (step?.call === 'embed') step = await nextStep(sql, job, given(step, ''))
  return step
}

/** Answers a claimed question as a worker does. */
export async function answerJob(
  sql: Pick<Sql, 'unsafe'>,
  job: ClaimedJob,
  content: string,
  usage?: Usage,
): Promise<void> {
  const step = await chatStep(sql, job)
  if (step) await nextStep(sql, job, given(step, content, usage))
}
