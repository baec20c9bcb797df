import { unlessWrongAddress } from '../address.ts'
import { readConfig, type Config } from '../config.ts'
import { connect, textArray, withDeadline, type Database } from '../database.ts'
import { providersFrom } from '../providers/index.ts'
import { findEmbedded } from './embedded-url.ts'

/** Tells the database what this environment can call, so that a first collection gets the right model. */
export async function offerProviders(sql: Database, env: NodeJS.ProcessEnv): Promise<void> {
  const aliases = [...providersFrom(readConfig(env)).keys()]
  await withDeadline(sql`select howdah.offer_providers(${textArray(aliases)}::text[])`)
}

/**
 * The address of the database: DATABASE_URL, else the embedded server of `howdah up`, which is awaited
 * while it starts. Rejects with what to do where there is neither.
 */
export async function databaseUrl(config: Pick<Config, 'databaseUrl' | 'folder'>): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl
  const say = (line: string) => console.error(`howdah: ${line}`)
  return findEmbedded(config.folder, say).catch(refuse)
}

/** Throws the error, or says instead that no database was named and none is there. */
function refuse(error: unknown): never {
  const { code } = error as { code?: string }
  if (code !== 'ECONNREFUSED' && code !== 'HOWDAH_ADDRESS') throw error
  throw Object.assign(new Error('DATABASE_URL is not set and no embedded howdah is running'), {
    hint: 'set DATABASE_URL, or run  howdah up  in another terminal',
  })
}

/** Opens the database of the environment, hands it to `work`, and closes it. */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (sql: Database) => Promise<T>,
): Promise<T> {
  const config = readConfig(env)
  const sql = connect(await databaseUrl(config))
  let isWrong = false
  try {
    return await unlessWrongAddress(sql, work(sql))
  } catch (error) {
    isWrong = (error as { code?: string }).code === 'HOWDAH_ADDRESS'
    // Thrown, not returned as a rejection: nobody would look at that while the connections end.
    if (config.databaseUrl) throw error
    return refuse(error)
  } finally {
    await sql.end({ timeout: isWrong ? 0 : 5 })
  }
}
