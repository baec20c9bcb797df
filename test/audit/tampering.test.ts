import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TransactionSql } from 'postgres'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'

// Whoever may switch triggers off removes, alters and invents rows; verify() names tenant, day and row.
let db: TestDatabase
const random = createRandom(newSeed('tampering'))
const tenants = ['acme', 'beta', '*']
const undo = new Error('nothing of this stays')

/** One thing that is logged, by one user. */
async function act(): Promise<void> {
  const [tenant, user] = [random.pick(['acme', 'beta']), random.pick(['ann', 'bob', 'zoë "z"'])]
  const n = random.int(1, 1000)
  const acts: ((tx: TransactionSql) => Promise<unknown>)[] = [
    (tx) => tx`select from howdah.logged_search('granite', mode => 'keyword')`,
    (tx) => tx`select from howdah.logged_search(${`granite ${n}`}, mode => 'keyword')`,
    (tx) => tx`select howdah.add_document(${`Granite ${n}.`}, ${`${n % 7}.md`}, private => false)`,
    (tx) => tx`select howdah.set_budget('user', ${n}, scope_id => ${user})`,
    (tx) => tx`select howdah.set_setting('cache_hours', ${String(n)})`,
    (tx) => tx`select howdah.set_rate_limit('tenant', ${n})`,
  ]
  await db.sql
    .begin(async (tx) => {
      await tx`select howdah.act_as(${user}, ${tenant})`
      // In one order: they change the same rows.
      for (const act of acts) if (random.chance(0.4)) await act(tx)
      if (random.chance(0.1)) throw undo
    })
    .catch((error: unknown) => {
      // Whoever is chosen by a deadlock has written nothing either.
      if (error !== undo && (error as { code?: string }).code !== '40P01') throw error
    })
}

const findings = (sql: TestDatabase['sql'] | TransactionSql) =>
  sql<
    { check_name: string; object: string; detail: string }[]
  >`select check_name, object, detail from howdah.verify()`

/** What verify() finds after somebody wrote past the functions; nothing of it stays. */
async function after(...statements: string[]) {
  let found: Awaited<ReturnType<typeof findings>> | undefined
  await db.sql
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      for (const statement of statements) await tx.unsafe(statement)
      found = await findings(tx)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return found!
}

beforeAll(async () => {
  db = await createDatabase({ client: { max: 8 } })
  for (const tenant of ['acme', 'beta']) {
    await db.sql`select howdah.add_document(case when howdah.act_as('ann', ${tenant}) then 'Granite.' end, 'g.md',
      private => false)`
  }
  // Many at once, so that they meet at the ends of the chains, on two days.
  for (const day of ['2026-03-01', '2026-03-02']) {
    await db.sql`select howdah_test.set_time(${`${day} 12:00Z`}::timestamptz)`
    await Promise.all(Array.from({ length: 60 }, act))
  }
})
afterAll(() => db.drop())

it('what all wrote together is in order, in chains without gaps', async () => {
  expect(await findings(db.sql)).toEqual([])
  const [row] = await db.sql`
    select count(*)::int as rows, (select count(*)::int from howdah.access_log)
      + (select count(*)::int from howdah.change_log) as logged, count(distinct (tenant_id, day))::int as days
      from howdah_internal.log_chain`
  expect(row!['rows']).toBe(row!['logged'])
  expect(row!['rows']).toBeGreaterThan(100)
  expect(row!['days']).toBeGreaterThanOrEqual(6)
})

it('a row of either log that is removed, altered or invented is named, with its tenant and day', async () => {
  const edits = {
    access: [
      `login = 'nobody'`,
      `document_ids = '{}'`,
      `reader = gen_random_uuid()`,
      `function = 'answer'`,
      `query_hash = sha256('other')`,
      `created_at = created_at + interval '1 second'`,
      `cited_ids = array[gen_random_uuid()]`,
      `document_versions = '{9}'`,
    ],
    change: [
      `login = 'nobody'`,
      `after = '{}'`,
      `before = '{"value": "1"}'`,
      `object = 'other'`,
      `actor = gen_random_uuid()`,
      `operation = 'forgotten'`,
      `created_at = created_at - interval '1 second'`,
      `object = null, before = null, after = null`,
      `content_hash = sha256('')`,
    ],
  }
  for (const log of ['access', 'change'] as const) {
    for (let tried = 0; tried < 12; tried += 1) {
      const rows = await db.sql<{ id: string; tenant_id: string; day: string }[]>`
        select id, tenant_id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day
          from ${db.sql(`howdah.${log}_log`)} order by created_at, id`
      const { id, tenant_id, day } = random.pick(rows)
      const object = `tenant ${tenant_id}, day ${day}`
      const gone = await after(`delete from howdah.${log}_log where id = '${id}'`)
      expect(gone.map(({ check_name }) => check_name)).toEqual(['log_row_is_there'])
      expect(gone[0]!.object).toBe(object)
      expect(gone[0]!.detail).toContain(id)
      const edit = random.pick(edits[log])
      const altered = await after(`update howdah.${log}_log set ${edit} where id = '${id}'`)
      expect(altered.length, edit).toBeGreaterThan(0)
      for (const finding of altered) {
        expect(finding.object, edit).toBe(object)
        expect(finding.detail, edit).toContain(id)
      }
      const copy = log === 'access' ? 'function' : 'operation, kind, object, content_hash'
      const forged = await after(`insert into howdah.${log}_log (tenant_id, created_at, ${copy})
        select tenant_id, created_at, ${copy} from howdah.${log}_log where id = '${id}'`)
      const checks = forged.map(({ check_name }) => check_name)
      expect(checks).toContain('log_row_was_written_by_howdah')
      expect(new Set(forged.map((finding) => finding.object))).toEqual(new Set([object]))
    }
  }
})

it('so is one that takes its place in the chain with it, a whole day, or an end', async () => {
  for (const tenant of tenants) {
    const at = `tenant_id = '${tenant}' and day = '2026-03-01'`
    const object = `tenant ${tenant}, day 2026-03-01`
    const rows = (places: string) => [
      `delete from howdah.access_log where id in (select row_id from howdah_internal.log_chain where ${places})`,
      `delete from howdah.change_log where id in (select row_id from howdah_internal.log_chain where ${places})`,
      `delete from howdah_internal.log_chain where ${places}`,
    ]
    const inside = await after(...rows(`${at} and chain = 0 and position in (2, 3)`))
    expect(inside).toEqual([
      { check_name: 'log_has_no_gaps', object, detail: 'positions 2 to 3 of chain 0 are gone' },
    ])
    const end = await after(...rows(`${at} and chain = 0 and position > 4`))
    expect(end.map((finding) => [finding.check_name, finding.object])).toContainEqual([
      'log_ends_where_it_ended',
      object,
    ])
    const day = await after(...rows(at), `delete from howdah_internal.log_heads where ${at}`)
    expect(day.length).toBeGreaterThan(0)
    for (const finding of day) {
      expect(finding).toMatchObject({
        check_name: 'log_goes_on_from_the_day_before',
        object: `tenant ${tenant}, day 2026-03-02`,
      })
    }
  }
})

it('nobody changes a row by accident; what is inserted is no row of howdah', async () => {
  for (const log of ['access', 'change']) {
    for (const what of ['update %s set login = login', 'delete from %s', 'truncate %s']) {
      await expect(db.sql.unsafe(what.replace('%s', `howdah.${log}_log`))).rejects.toMatchObject({
        code: 'PT409',
      })
    }
  }
  await db.sql`insert into howdah.access_log (tenant_id, function) values ('acme', 'answer')`
  expect(await findings(db.sql)).toMatchObject([{ check_name: 'log_row_was_written_by_howdah' }])
})

it('old months go with their chain, and what is left is in order', async () => {
  await db.sql`select howdah_test.set_time('2027-06-01 12:00Z')`
  await db.sql`select howdah_internal.make_partitions()`
  const [row] =
    await db.sql`select (select count(*) from howdah.access_log where created_at < '2026-04-01Z')::int as rows,
    (select count(*) from howdah_internal.log_heads where day < '2026-04-01')::int as heads`
  expect(row).toEqual({ rows: 0, heads: 0 })
  await act()
  expect(await findings(db.sql)).toEqual([])
})
