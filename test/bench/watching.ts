import type { TestDatabase } from '../support/database.ts'
import { percentile, ratio, type Bench } from './bench.ts'

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
    await sql`vacuum bare, watched`
  }
  return { bare: percentile(times['bare']!, 0.5), watched: percentile(times['watched']!, 0.5) }
}

/** What it costs an application that its table is watched. */
export const bench: Bench = {
  about: `inserting ${rows} rows into a watched table, and updating a column that is not watched`,
  async run({ database, log }) {
    const place = await database()
    const { sql } = place
    for (const table of ['bare', 'watched']) {
      await sql.unsafe(`create table ${table} (
        id bigint generated always as identity primary key, title text, body text, views integer not null default 0)`)
    }
    await sql`select howdah.watch_table('watched', '{body}', title => 'title')`
    const insert = await measure(
      place,
      (table) => `insert into ${table} (title, body)
        select 'Title ' || n, repeat('A sentence of the body of row ' || n || '. ', 10)
          from generate_series(1, ${rows}) as n`,
    )
    await sql`delete from bare where id > ${rows}`
    await sql`delete from watched where id > ${rows}`
    await sql`truncate howdah_internal.watched_changes`
    await sql`vacuum analyze`
    const update = await measure(place, (table) => `update ${table} set views = views + 1`)
    const [noted] = await sql<{ changes: number; jobs: number }[]>`
      select (select count(*)::int from howdah_internal.watched_changes) as changes,
        (select count(*)::int from howdah_internal.jobs) as jobs`
    const single = await measure(
      place,
      (table) =>
        `do $$ begin for n in 1 .. 2000 loop
          insert into ${table} (title, body) values ('One', 'Row ' || n); end loop; end $$`,
    )
    const told = ({ bare, watched }: typeof single) =>
      `${bare.toFixed(0)} and ${watched.toFixed(0)} ms`
    log(`insert ${told(insert)}, update ${told(update)}, 2,000 single rows ${told(single)}`)
    const of = (what: string, { bare, watched }: typeof single, bar = {}) =>
      ratio(`${what}, of a bare table`, watched / bare, bar)
    return [
      of(`insert of ${rows} rows`, insert, { atMost: 1.5 }),
      of(`update of another column, ${rows} rows`, update, { atMost: 1.2 }),
      ratio('changes and jobs of that update', noted!.changes + noted!.jobs, { atMost: 0 }),
      of('2,000 inserts of one row in one transaction', single),
    ]
  },
}
