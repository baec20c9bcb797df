import type { TestDatabase } from '../support/database.ts'
import { percentile, type Bench } from './bench.ts'

const rows = 20_000
const rounds = 7

/** Milliseconds of a statement, round after round, each table after the other. */
async function measure(
  { sql }: TestDatabase,
  statement: (table: string, round: number) => string,
): Promise<{ bare: number; watched: number }> {
  const times: Record<string, number[]> = { bare: [], watched: [] }
  for (let round = 0; round < rounds; round += 1) {
    // Turn by turn first, so that neither always finds the other's dirty pages.
    for (const table of round % 2 === 0 ? ['bare', 'watched'] : ['watched', 'bare']) {
      const began = performance.now()
      await sql.unsafe(statement(table, round))
      times[table]!.push(performance.now() - began)
    }
    await sql
      .unsafe('vacuum bare; vacuum watched')
      .simple()
      .catch(() => undefined)
  }
  return { bare: percentile(times['bare']!, 0.5), watched: percentile(times['watched']!, 0.5) }
}

/** What it costs an application that its table is watched. */
export const watching: Bench = {
  name: 'watching',
  about: `inserting ${rows} rows into a watched table, and updating a column that is not watched`,
  async run({ database, log }) {
    const place = await database()
    const { sql } = place
    for (const table of ['bare', 'watched'])
      await sql.unsafe(
        `create table ${table} (id bigint generated always as identity primary key, title text, body text, views integer not null default 0)`,
      )
    await sql`select howdah.watch_table('watched', '{body}', title => 'title')`
    const insert = await measure(
      place,
      (table) => `insert into ${table} (title, body)
        select 'Title ' || n, repeat('A sentence of the body of row ' || n || '. ', 10) from generate_series(1, ${rows}) as n`,
    )
    await sql`truncate howdah.watched_changes`
    await sql
      .unsafe(
        `delete from bare where id > ${rows}; delete from watched where id > ${rows}; truncate howdah.watched_changes; vacuum analyze`,
      )
      .simple()
      .catch(() => undefined)
    const update = await measure(place, (table) => `update ${table} set views = views + 1`)
    const [noted] = await sql<{ changes: number; jobs: number }[]>`
      select (select count(*)::int from howdah.watched_changes) as changes, (select count(*)::int from howdah.jobs) as jobs`
    const single = await measure(
      place,
      (table) =>
        `do $$ begin for n in 1 .. 2000 loop insert into ${table} (title, body) values ('One', 'Row ' || n); end loop; end $$`,
    )
    log(
      `insert ${insert.bare.toFixed(0)} and ${insert.watched.toFixed(0)} ms, update ${update.bare.toFixed(0)} and ${update.watched.toFixed(0)} ms, 2,000 statements of one row ${single.bare.toFixed(0)} and ${single.watched.toFixed(0)} ms`,
    )
    return [
      {
        what: `insert of ${rows} rows, of a bare table`,
        value: insert.watched / insert.bare,
        atMost: 1.5,
      },
      {
        what: `update of another column, ${rows} rows, of a bare table`,
        value: update.watched / update.bare,
        atMost: 1.2,
      },
      { what: 'changes and jobs of that update', value: noted!.changes + noted!.jobs, atMost: 0 },
      {
        what: '2,000 inserts of one row in one transaction, of a bare table',
        value: single.watched / single.bare,
      },
    ]
  },
}
