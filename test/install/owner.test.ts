import { expect, it } from 'vitest'
import postgres from 'postgres'
import { install } from '../../worker/install/index.ts'
import { serverUrl } from '../support/database.ts'
import { emptyDatabase } from './world.ts'

it('a superuser installs as the owner of the schema, who can go on afterwards', async () => {
  const { url, name, drop } = await emptyDatabase('owner')
  const above = new URL(serverUrl())
  above.pathname = `/${name}`
  const sql = postgres(above.href, { max: 1, onnotice: () => {} })
  const owners = async () =>
    (
      await sql`
        select proowner::regrole::text as name from pg_proc
         where pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
        union
        select relowner::regrole::text from pg_class
         where relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
        union
        select nspowner::regrole::text from pg_namespace where nspname in ('howdah', 'howdah_internal')`
    ).length
  try {
    await install(url)
    expect(await owners()).toBe(1)
    await sql`drop function howdah.give_feedback`
    await install(above.href)
    expect(await owners()).toBe(1)
    // What a former install left so is given back too.
    await sql`alter function howdah.give_feedback owner to current_user`
    await sql`alter table howdah.daily_summaries owner to current_user`
    await install(above.href)
    expect(await owners()).toBe(1)
    await sql`drop view howdah.cost_by_model cascade`
    const said: string[] = []
    await install(url, { log: (line) => said.push(line) })
    expect(said.at(-1)).toMatch(/cost_by_model is missing/)
  } finally {
    await sql.end()
    await drop()
  }
})
