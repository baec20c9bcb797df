import { readConfig } from '../config.ts'
import { connect, textArray, withDeadline, type Database } from '../database.ts'
import { providersFrom } from '../providers/index.ts'
import { embeddedUrl } from './embedded-url.ts'

/** Tells the database what this environment can call, so that a first collection gets the right model. */
export async function offerProviders(sql: Database, env: NodeJS.ProcessEnv): Promise<void> {
  const aliases = [...providersFrom(readConfig(env)).keys()]
  await withDeadline(sql`select howdah.offer_providers(${textArray(aliases)}::text[])`)
}

/**
 * Opens the database of the environment, hands it to `work`, and closes it. Without DATABASE_URL it
 * is the embedded server of `howdah up`; when that is not there the error says so.
 */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (sql: Database) => Promise<T>,
): Promise<T> {
  const url = readConfig(env).databaseUrl ?? embeddedUrl()
  const sql = connect(url)
  try {
    return await work(sql)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ECONNREFUSED' && !env.DATABASE_URL) {
      throw Object.assign(new Error('DATABASE_URL is not set and no embedded howdah is running'), {
        hint: 'set DATABASE_URL, or run  howdah up  in another terminal',
      })
    }
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}
