import type { Sql } from 'postgres'
import type { Contender } from '../claim.ts'

/** A table of jobs as it is often written: choose some, then take them, then delete them. */
export async function naive(sql: Sql, backlog: number): Promise<Contender> {
  await sql.unsafe(`
    create table naive_jobs (
      id bigint generated always as identity primary key,
      state text not null default 'ready',
      worker text,
      payload jsonb not null default '{}'
    );
    create index on naive_jobs (state, id);
    insert into naive_jobs (payload) select '{}' from generate_series(1, ${backlog})`)
  await sql`vacuum analyze naive_jobs`
  return {
    name: 'naive',
    async step(client, size) {
      const chosen = await sql<{ id: string }[]>`
        select id from naive_jobs where state = 'ready' order by id limit ${size}`
      const ids = `{${chosen.map(({ id }) => id).join(',')}}`
      const mine = await sql<{ id: string }[]>`
        update naive_jobs set state = 'running', worker = ${`w${client}`}
        where id = any (${ids}::text::bigint[]) and state = 'ready' returning id`
      if (mine.length === 0) return 0
      await sql`delete from naive_jobs
        where id = any (${`{${mine.map(({ id }) => id).join(',')}}`}::text::bigint[])`
      return mine.length
    },
  }
}
