import type OpenAI from 'openai'
import type { Sql, TransactionSql } from 'postgres'

/** Runs statements as a user of yours. */
const asUser = <T>(sql: Sql, user: string, work: (sql: TransactionSql) => Promise<T>) =>
  sql.begin(async (sql) => {
    await sql`select howdah.act_as(${user})`
    return work(sql)
  })

/** Asks in a conversation and streams the answer through your own client; returns its status. */
export async function answer(sql: Sql, openai: OpenAI, user: string, chat: string, text: string) {
  const [sent] = await asUser(
    sql,
    user,
    (sql) => sql`select howdah.send_message(${chat}, ${text}, run_by => 'caller') as id`,
  )
  const [claim] = await asUser(
    sql,
    user,
    (sql) => sql`select job_id, token, request from howdah.claim_message(${sent!.id})`,
  )
  const { job_id, token, request } = claim!
  let content = ''
  let usage: OpenAI.CompletionUsage | undefined
  let reason = null
  try {
    const body: OpenAI.ChatCompletionCreateParamsStreaming = {
      ...request.params,
      model: request.model,
      messages: request.messages,
      stream: true,
      stream_options: { include_usage: true },
    }
    const stream = await openai.chat.completions.create(body)
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta.content ?? ''
      process.stdout.write(delta)
      content += delta
      reason = chunk.choices[0]?.finish_reason ?? reason
      usage = chunk.usage ?? usage
    }
  } catch (error) {
    await asUser(
      sql,
      user,
      (sql) =>
        sql`select howdah.fail_jobs(array[${job_id}]::bigint[], ${token}, 'own_call_failed')`,
    )
    throw error
  }
  const [done] = await asUser(
    sql,
    user,
    (sql) => sql`select howdah.complete_message(${job_id}, ${token}, message_id => ${sent!.id},
      content => ${content}, finish_reason => ${reason},
      usage => ${JSON.stringify(usage ?? {})}::text::jsonb) as status`,
  )
  return done!.status
}
