import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { printInstall } from '../../worker/install/print.ts'
import type { TestDatabase } from '../support/database.ts'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { catalogFacts, difference } from './facts.ts'
import { emptyDatabase, psql } from './world.ts'

const open: TestDatabase[] = []
const installed = async () => {
  const database = await emptyDatabase()
  open.push(database)
  await install(database.url)
  return database
}
let wanted: string[]
let fresh: TestDatabase

beforeAll(async () => {
  fresh = await installed()
  wanted = await catalogFacts(fresh.sql)
})
afterAll(async () => {
  for (const database of open) await database.drop()
})

const names = async (sql: Sql, text: string) =>
  (await sql.unsafe(text)).map((row) => row['name'] as string)
const ours = `in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)`
const objects = {
  functions: `
    select p.oid::regprocedure::text as name from pg_proc as p
     where p.pronamespace ${ours} and p.prokind = 'f' and not exists (
       select from pg_depend as d
        where d.refobjid = p.oid and d.deptype = 'n' and d.classid != 'pg_trigger'::regclass)
     order by 1`,
  views: `
    select c.oid::regclass::text as name from pg_class as c
     where c.relkind = 'v' and c.relnamespace ${ours} order by 1`,
  tables: `
    select c.oid::regclass::text as name from pg_class as c
     where c.relkind in ('r', 'p') and c.relnamespace ${ours} order by 1`,
  policies: `
    select format('%I on %I.%I', policyname, schemaname, tablename) as name from pg_policies
     where schemaname in ('howdah', 'howdah_internal') order by 1`,
  triggers: `
    select format('%s %I', t.tgrelid::regclass, t.tgname) as name
      from pg_trigger as t
      join pg_class as c on c.oid = t.tgrelid and c.relkind != 'v' and c.relnamespace ${ours}
     where not t.tgisinternal and t.tgparentid = 0 order by 1`,
  constraints: `
    select format('%s drop constraint %I', t.oid::regclass, c.conname) as name
      from pg_constraint as c
      join pg_class as t on t.oid = c.conrelid and not t.relispartition and t.relnamespace ${ours}
     where c.contype in ('p', 'u', 'c', 'f') order by 1`,
  indexes: `
    select i.oid::regclass::text as name
      from pg_index as x
      join pg_class as i on i.oid = x.indexrelid and i.relnamespace ${ours}
      join pg_class as t on t.oid = x.indrelid
      join pg_am as a on a.oid = i.relam
     where (not t.relispartition or a.amname = 'hnsw')
       and not exists (select from pg_constraint as c where c.conindid = i.oid and c.contype in ('p', 'u'))
     order by 1`,
}
type Kind = keyof typeof objects

/** One way to damage a schema each: what an operator, a restore or another tool does to it. */
const damages: [Kind | 'all', (name: string, other: string) => string][] = [
  ['all', () => 'grant execute on all functions in schema howdah to howdah_app'],
  ['all', () => 'grant execute on all functions in schema howdah, howdah_internal to public'],
  ['all', () => 'revoke execute on all functions in schema howdah from howdah_app, howdah_worker'],
  ['all', () => 'revoke usage on schema howdah from howdah_app'],
  ['all', () => 'grant usage, create on schema howdah, howdah_internal to public'],
  ['all', () => 'grant all on all tables in schema howdah to howdah_app'],
  ['all', () => 'grant all on all sequences in schema howdah to howdah_analyst with grant option'],
  ['all', () => 'grant select (email), update (plan) on howdah.users to howdah_analyst'],
  ['all', () => 'drop trigger if exists prompt_versions_activate on howdah.prompt_versions'],
  [
    'all',
    () => `create or replace trigger users_are_logged after delete on howdah.users
      for each row execute function howdah_internal.tg_logs__guard()`,
  ],
  [
    'all',
    () => `create or replace function howdah.schema_version()
      returns table (version integer, breaking_version integer, installed_at timestamptz)
      language sql as 'select 1, 1, now()'`,
  ],
  ['functions', (name) => `drop function ${name} cascade`],
  ['views', (name) => `alter view ${name} set (security_barrier = true)`],
  ['functions', (name) => `grant execute on function ${name} to howdah_analyst with grant option`],
  ['functions', (name) => `alter function ${name} cost 1234`],
  ['functions', (name) => `alter function ${name} set search_path = pg_temp`],
  ['views', (name) => `drop view ${name} cascade`],
  ['views', (name) => `alter view ${name} reset (security_invoker)`],
  ['views', (name) => `revoke all on ${name} from howdah_admin, howdah_analyst, howdah_app`],
  ['tables', (name) => `alter table ${name} disable row level security`],
  ['tables', (name) => `grant select on ${name} to public`],
  ['tables', (name) => `alter table ${name} force row level security`],
  ['policies', (name) => `drop policy ${name}`],
  ['policies', (name) => `alter policy ${name} using (true)`],
  ['policies', (name) => `alter policy ${name} to public`],
  ['triggers', (name) => `drop trigger ${name.split(' ')[1]} on ${name.split(' ')[0]}`],
  ['triggers', (name) => `alter table ${name.replace(' ', ' disable trigger ')}`],
  ['triggers', (name) => `alter table ${name.replace(' ', ' enable trigger ')}`],
  ['triggers', (name) => `alter table ${name.replace(' ', ' enable replica trigger ')}`],
  ['constraints', (name) => `alter table ${name} cascade`],
  ['constraints', (name) => `alter table ${name} cascade`],
  ['indexes', (name) => `drop index ${name}`],
  ['indexes', (name) => `drop index ${name}`],
  // What a build that failed half-way leaves.
  [
    'indexes',
    (name) => `update pg_index set indisvalid = false where indexrelid = '${name}'::regclass`,
  ],
  [
    'all',
    () => `alter table howdah.documents drop constraint if exists documents_pkey cascade,
      add constraint documents_pkey primary key (tenant_id, id) deferrable`,
  ],
  [
    'all',
    () => `drop index if exists howdah_internal.jobs_dedup_key_idx;
      create unique index jobs_dedup_key_idx on howdah_internal.jobs (tenant_id, dedup_key)`,
  ],
]

async function damage(sql: Sql, random: Random): Promise<string[]> {
  const said: string[] = []
  for (let n = 0; n < 6; n += 1) {
    const [kind, statement] = random.pick(damages)
    const found = kind === 'all' ? [''] : await names(sql, objects[kind])
    if (found.length === 0) continue
    const text = statement(random.pick(found), random.pick(found))
    said.push(text)
    // What an earlier statement has dropped cannot be damaged again.
    await sql.unsafe(text).catch((error: { code?: string }) => {
      if (!/^42(P01|704|883|501)$/.test(error.code ?? '')) throw error
    })
  }
  return said
}

/** Whether doctor says so, or is itself gone. */
const isTold = async (sql: Sql) => {
  const rows = await sql`
    select from howdah.doctor() as d
     where d.severity = 'error' and d.finding ~ 'privileges are not those of an install'
       and d.advice = 'howdah install'`.catch(() => [{}])
  return rows.length === 1
}

it('what was damaged is mended, by install and by its print, and doctor tells before', async () => {
  const random = createRandom(newSeed('install/mend'))
  const script = printInstall()
  for (let round = 0; round < 6; round += 1) {
    const { sql, url } = await installed()
    const said = await damage(sql, random)
    const before = difference(wanted, await catalogFacts(sql))
    expect(await isTold(sql), said.join('\n')).toBe(before.length > 0)
    if (round % 2 === 0) await install(url)
    else psql(url, { text: script })
    expect(difference(wanted, await catalogFacts(sql)), said.join('\n')).toEqual([])
    expect(await sql`select from howdah_internal.install_differences()`).toEqual([])
    const lines: string[] = []
    await install(url, { log: (line) => lines.push(line) })
    expect(lines.at(-1)).toBe('howdah is up to date')
  }
})
