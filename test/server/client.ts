import postgres, { type Options, type PostgresType, type Sql } from 'postgres'

/** Does something over one quiet connection, which is closed afterwards. */
export async function withClient<T>(
  url: string,
  work: (sql: Sql) => Promise<T>,
  options: Options<Record<string, PostgresType>> = {},
): Promise<T> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {}, ...options }) as Sql
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Whether the server says so; false too while it does not answer. */
export const answers = (url: string, work: (sql: Sql) => Promise<boolean>): Promise<boolean> =>
  withClient(url, work, { connect_timeout: 2, prepare: false }).catch(() => false)
