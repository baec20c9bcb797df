import type { Database } from '../database.ts'
import { secondsSince, until, type Show } from './show.ts'

const own = `create schema if not exists shop;
create table if not exists shop.products (id integer primary key, name text, description text);
insert into shop.products
values (1, 'Breeze 40', 'A quiet tower fan with six speeds.'), (2, 'Kettle One', 'A kettle of brushed steel.')
on conflict (id) do update set description = excluded.description;`

const watch = `select howdah.watch_table('shop.products', '{description}', title => 'name');`

const change = `update shop.products set description = 'A quiet tower fan with a remote control.' where id = 1;`

const search = `select title, content from howdah.search('remote control', 1);`

/** A table that an application has: its rows are documents, and stay so when they change. */
export async function showRow(sql: Database, show: Show): Promise<void> {
  show.step('A table of your own is watched: change a row, and the change is found')
  show.code([own, watch, change, search].join('\n'))
  await sql.unsafe(own).simple()
  await sql.unsafe(watch)
  await until('the rows of the table', async () => {
    const [row] = await sql<{ is_read: boolean }[]>`
      select is_backfilled and change_count = 0 as is_read
        from howdah.watch_status where source_schema = 'shop' and source_table = 'products'`
    return row?.is_read
  })
  await sql.unsafe(change)
  const changedAt = performance.now()
  const found = await until('the changed row', async () => {
    const [row] = await sql.unsafe<{ title: string; content: string }[]>(search)
    return row?.content.includes('remote control') && row
  })
  const content = found.content.replace(/\s+/g, ' ')
  show.result(`found ${secondsSince(changedAt)} after the change: ${found.title}: ${content}`)
}
