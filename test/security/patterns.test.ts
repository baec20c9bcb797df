import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, createDatabase, uniqueName, type TestDatabase } from '../support/database.ts'
import { gave, tryReadme } from '../support/readme.ts'

const readme = 'functions/security/README.md'
/** Roles are for the whole server, which may have some of these names. */
const roles: Record<string, string> = Object.fromEntries(
  ['shop', 'metabase', 'quality', 'authenticator', 'web_user'].map((name) => [
    name,
    uniqueName(name),
  ]),
)
let database: TestDatabase
const open: Sql[] = []

beforeAll(async () => {
  database = await createDatabase({ template: 'plain', as: 'superuser', client: { max: 1 } })
  await tryReadme(database.sql, readme, '# Who may do what', '## Who asks', roles)
})
afterAll(async () => {
  for (const sql of open) await sql.end()
  for (const login of Object.values(roles))
    await database.sql.unsafe(`drop owned by ${login} cascade; drop role ${login}`)
  await database.drop()
})

/** One connection of a login. */
function as(login: string, options: Parameters<typeof connect>[1] = {}): Sql {
  const url = new URL(database.url)
  url.username = roles[login]!
  const sql = connect(url.href, { max: 1, ...options })
  open.push(sql)
  return sql
}

describe('the ways in, as the README has them', () => {
  it('a server says who asks, and the transaction ends it', async () => {
    const tried = await tryReadme(as('shop'), readme, '## A server', '## Drivers', roles)
    expect(gave(tried, 'source from howdah.documents')).toEqual([['order.md'], []])
    expect(gave(tried, 'lateral howdah.search')).toEqual([['order.md']])
  })

  it('PostgREST takes a role and claims, and nobody becomes another', async () => {
    const tried = await tryReadme(as('authenticator'), readme, '## PostgREST', 'On Supabase', roles)
    expect(gave(tried, 'howdah.search')).toEqual([['order.md']])
    expect(tried.find(({ statement }) => statement.includes('somebody-else'))?.code).toBe('42501')
    await tryReadme(database.sql, readme, 'On Supabase', '## A reviewer', roles)
    const find = (claims: object) =>
      as('authenticator').begin(async (tx) => {
        await tx`set local role ${tx(roles['web_user']!)}`
        await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
        return (await tx`select source from api.find('order')`).map((row) => row['source'])
      })
    expect(await find({ sub: 'user-42', tenant_id: 'acme' })).toEqual(['order.md'])
    expect(await find({ sub: 'user-42', app_metadata: { tenant_id: 'acme' } })).toEqual([
      'order.md',
    ])
    expect(await find({ sub: 'user-42', user_metadata: { tenant_id: 'acme' } })).toEqual([])
    expect(await find({ sub: 'user-43', tenant_id: 'acme' })).toEqual([])
    expect(await find({ tenant_id: 'acme', role: 'anon' })).toEqual([])
  })

  it('a reviewer reads no table, and says who looks', async () => {
    const tried = await tryReadme(as('quality'), readme, '## A reviewer', '## A BI tool', roles)
    expect(tried.map(({ code }) => code).filter(Boolean)).toEqual(['42501', '28000'])
  })

  it('a BI tool reads reports and their comments, and no content', async () => {
    const metabase = as('metabase')
    const tried = await tryReadme(metabase, readme, '## A BI tool', undefined, roles)
    expect(tried.find(({ statement }) => statement.includes('title'))?.code).toBe('42501')
    expect(String(gave(tried, 'col_description')[0]![0]).length).toBeGreaterThan(5)
    // What such tools ask when they look around, then all that they were shown.
    const shown = await metabase<{ name: string; columns: string; silent: number }[]>`
      select c.table_name as name, string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position) as columns,
             count(*) filter (where col_description(format('howdah.%I', c.table_name)::regclass,
               c.ordinal_position) is null
               and t.table_type = 'VIEW' and c.table_name !~ 'usage_measures|unrolled_usage|_parts$')::int as silent
        from information_schema.columns as c join information_schema.tables as t using (table_schema, table_name)
       where c.table_schema = 'howdah' group by 1`
    expect(shown.length).toBeGreaterThan(30)
    for (const { name, columns, silent } of shown) {
      expect([name, silent]).toEqual([name, 0])
      await metabase.unsafe(`select ${columns} from howdah.${name}`)
    }
    const write = metabase`select howdah.set_setting('tenancy', 'required')`
    await expect(write).rejects.toMatchObject({ code: '42501' })
  })
})

it.each(['auto', 'force_generic_plan', 'force_custom_plan'])(
  'a statement that stays prepared (%s) answers whoever asks',
  async (plan_cache_mode) => {
    const users = ['one', 'two', 'three']
    const shop = as('shop', { prepare: true, connection: { plan_cache_mode } })
    const turn = async (user: string, work: (tx: Sql) => Promise<unknown>) =>
      shop.begin(async (tx) => {
        await tx`select howdah.act_as(${user}, ${`plans ${plan_cache_mode}`})`
        return work(tx as unknown as Sql)
      })
    for (const user of users)
      await turn(
        user,
        (tx) => tx`select howdah.add_document('Of the order.', ${user}, private => true)`,
      )
    await shop`prepare mine as select source from howdah.documents`
    for (let round = 0; round < 12; round += 1) {
      for (const user of users) {
        // The same text and types, so the driver and the server take the plan that is there.
        await turn(user, async (tx) => {
          const found =
            await tx`select source from howdah.search(${'order'}, ${10}, mode => 'keyword')`
          const documents = await tx`select source from howdah.documents where source != ${''}`
          const conversations = await tx`select howdah.start_conversation() as id`
          const listed =
            await tx`select count(*)::int as n from howdah.list_conversations(false, 200)`
          expect([found, documents, await tx`execute mine`].map((rows) => [...rows])).toEqual(
            Array.from({ length: 3 }, () => [{ source: user }]),
          )
          expect(conversations).toHaveLength(1)
          expect(listed[0]!['n']).toBe(round + 1)
        })
      }
      expect(await shop`execute mine`).toHaveLength(0)
    }
    // What Prisma and poolers send between two clients.
    await shop`select 1`
    await shop`discard all`
    expect(await shop`select source from howdah.documents where source != ${''}`).toHaveLength(0)
  },
)
