import type { Sql } from 'postgres'
import { failed, given, nextStep, type ClaimedJob, type Step } from '../../support/steps.ts'

type Sent = Step['request']['messages']

/** Models with prices, summaries by one of them, and who asks: ann. One client, so that she stays who asks. */
export async function openTalks(sql: Sql): Promise<void> {
  await sql`set howdah.user_id = 'ann'`
  await sql`select howdah.register_model('stub', 'chat', 'chat')`
  await sql`select howdah.register_model('stub', 'brief', 'chat')`
  await sql`select howdah.set_price('stub', 'chat', '2020-01-01', '[{"input": 100, "output": 500}]')`
  await sql`select howdah.set_price('stub', 'brief', '2020-01-01', '[{"input": 10, "output": 50}]')`
  await sql`select howdah.set_setting('default_chat_model', 'stub/chat')`
  await sql`select howdah.set_setting('summary_model', 'stub/brief')`
  await sql`select howdah.set_setting('cache_answers', 'off')`
  await sql`select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{stub}')`
}

export async function startTalk(sql: Sql): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select howdah.start_conversation(collection => null) as id`
  return row!.id
}

async function claim(sql: Sql, lanes: string): Promise<ClaimedJob | undefined> {
  const [job] = await sql<ClaimedJob[]>`
    select job_id, token from howdah.claim_jobs('w', ${lanes}::text[], 1)`
  return job
}

/** Asks and answers, as an application and a worker do; what the model was sent, and the answer. */
export async function say(
  sql: Sql,
  talk: string,
  question: string,
  answer: string,
  parent: string | null = null,
): Promise<{ id: string; sent: Sent }> {
  const [row] = await sql<{ id: string }[]>`
    select howdah.send_message(${talk}, ${question}, parent_message_id => ${parent}) as id`
  const job = (await claim(sql, '{interactive}'))!
  const step = (await nextStep(sql, job))!
  await nextStep(sql, job, given(step, answer))
  return { id: row!.id, sent: step.request.messages }
}

/** Works off the bulk lanes: what is to be summarised comes to `write`, whose text, or failure, is what comes back. */
export async function summarise(
  sql: Sql,
  write: (sent: string) => string | { code: string; status: number },
): Promise<string[]> {
  const asked: string[] = []
  for (let job = await claim(sql, '{bulk}'); job; job = await claim(sql, '{bulk}')) {
    for (let step = await nextStep(sql, job); step;) {
      const sent = step.request.messages.map(({ content }) => content).join('\n\n')
      asked.push(sent)
      const said = write(sent)
      const outcome =
        typeof said === 'string' ? given(step, said) : failed(step, said.code, said.status)
      step = await nextStep(sql, job, outcome)
    }
  }
  return asked
}

/** A summary as a model would write it, that knows one thing: the newest code that was named. */
export const codeOf = (sent: string): string =>
  `${'They talked of this and that. '.repeat(8)}${sent.match(/the code is \w+/gi)?.at(-1) ?? 'No code'}.`

/** A turn of some 100 tokens. */
export const words = (n: number) =>
  `${n}. ${'What was said of it in this place and no other. '.repeat(4)}`

export const textOf = (sent: Sent) => sent.map(({ content }) => content).join('\n')
