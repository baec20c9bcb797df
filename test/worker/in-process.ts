import { readConfig } from '../../worker/config.ts'
import { connect } from '../../worker/database.ts'
import { packageSchemaVersion, readSources } from '../../worker/install/sources.ts'
import { createLog } from '../../worker/log.ts'
import { connectionsFor, startWorker, type WorkerOptions } from '../../worker/loop/index.ts'
import { providersFrom } from '../../worker/providers/index.ts'
import { createPost } from '../../worker/webhook/post.ts'
import type { TestDatabase } from '../support/database.ts'

/** A worker in this process; `log` is what it has written so far. */
export type TestWorker = Awaited<ReturnType<typeof startTestWorker>>

/** Starts one as `howdah worker` does, with what the options say otherwise. */
export async function startTestWorker(
  url: string,
  env: NodeJS.ProcessEnv,
  options: Partial<WorkerOptions> & { isListening?: boolean } = {},
) {
  const config = readConfig({ HOWDAH_LOG: 'json', DATABASE_URL: url, ...env })
  const lines: string[] = []
  const { isListening, ...rest } = options
  const concurrency = options.concurrency ?? 1
  const sql = connect(url, { max: connectionsFor(concurrency) })
  const listen = isListening ? connect(url, { max: 1 }) : undefined
  const close = async () => {
    await sql.end({ timeout: 1 })
    await listen?.end({ timeout: 1 })
  }
  const worker = await startWorker({
    sql,
    ...(listen ? { listen } : {}),
    providers: providersFrom(config),
    post: config.webhook ? createPost(config.webhook) : undefined,
    log: createLog(config, (line) => lines.push(line)),
    version: 'test',
    schemaVersion: packageSchemaVersion(readSources()),
    concurrency,
    pollMs: 50,
    ...rest,
  }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  return {
    ...worker,
    log: () => lines.join(''),
    end: async () => {
      await worker.stop()
      await close()
    },
  }
}

/** Makes the stub at `url` the default for embeddings and answers; returns the environment for it. */
export async function useStub(
  { sql }: Pick<TestDatabase, 'sql'>,
  url: string,
): Promise<Record<string, string>> {
  await sql`select howdah.register_model('stub', 'm', 'embedding', 384)`
  await sql`select howdah.register_model('stub', 'c', 'chat')`
  await sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
  await sql`select howdah.set_setting('default_chat_model', 'stub/c')`
  return { HOWDAH_PROVIDER_STUB_URL: url }
}

/** Adds a document without a collection's retrieval in mind: one chunk to embed. */
export const addText = async ({ sql }: TestDatabase, text: string): Promise<void> =>
  void (await sql`select howdah.add_document(${text}, ${`${text}.md`})`)

/** Asks in a conversation of its own and returns the id of the answer. */
export async function sendQuestion({ sql }: TestDatabase, question: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select howdah.send_message(howdah.start_conversation(), ${question}) as id`
  return row!.id
}
