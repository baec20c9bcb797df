import postgres, { type Sql } from 'postgres'

/** A server session of a pool, and what somebody left behind in it; all fresh is an empty `left`. */
export type PooledSession = { pid: number; left: string[] }

// What PgBouncer itself sets for each client is not listed.
const traces = `
  select 'setting ' || name || ' = ' || setting from pg_settings
   where source = 'session'
     and name not in ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'IntervalStyle',
       'standard_conforming_strings')
  union all
  select 'setting ' || name || ' = ' || current_setting(name, true)
    from unnest(array['howdah.tenant', 'howdah.user_id', 'request.jwt.claims', 'role']) as name
   where coalesce(current_setting(name, true), '') not in ('', 'none')
  union all
  select 'listens to ' || channel from pg_listening_channels() as channel
  union all
  select 'prepared statement ' || name from pg_prepared_statements
  union all
  select 'temporary schema' where pg_my_temp_schema() != 0
  union all
  select 'cursor ' || name from pg_cursors where is_holdable
  union all
  select 'advisory lock' from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`

/** Holds all of a pool's sessions at once, so that each is looked into, and lets them go again. */
export async function pooledSessions(url: string, poolSize: number): Promise<PooledSession[]> {
  const clients = Array.from({ length: poolSize }, () =>
    postgres(url, { max: 1, prepare: false, onnotice: () => {} }),
  )
  try {
    return await everySession(clients)
  } finally {
    for (const client of clients) await client.end({ timeout: 1 })
  }
}

function everySession(clients: Sql[]): Promise<PooledSession[]> {
  const found: PooledSession[] = []
  let letGo = () => {}
  const all = new Promise<void>((resolve) => (letGo = resolve))
  const looks = clients.map((client) =>
    client.begin(async (tx) => {
      const rows = await tx.unsafe(`select pg_backend_pid() as pid, array(${traces}) as "left"`)
      found.push(rows[0] as unknown as PooledSession)
      if (found.length === clients.length) letGo()
      await all
    }),
  )
  return Promise.all(looks).then(() => found)
}
