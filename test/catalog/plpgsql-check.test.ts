import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../server/templates.ts'
import { connect, createDatabase, serverUrl, type TestDatabase } from '../support/database.ts'
import { accepted } from './plpgsql-check-accepted.ts'

type Finding = { name: string; level: string; sqlstate: string; message: string; line: number }

const probe = postgres(serverUrl(), { max: 1, onnotice: () => {} })
const [extension] = await probe<{ version: string }[]>`
  select default_version as version from pg_available_extensions where name = 'plpgsql_check'`
await probe.end()
let database: TestDatabase
let sql: Sql

beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  // Only a superuser makes the extension, in the hosted run too.
  sql = connect(withDatabase(serverUrl(), database.name), { max: 1 })
  // pg_cron is in another database: what it would bring, as far as it is used.
  await database.sql.unsafe(`
    create schema cron;
    create table cron.job (
      jobid bigint, schedule text, command text, nodename text, nodeport integer, database text, username text,
      active boolean, jobname text);
    create table cron.job_run_details (
      jobid bigint, runid bigint, job_pid integer, database text, username text, command text, status text,
      return_message text, start_time timestamptz, end_time timestamptz);
    create function cron.schedule(text, text, text) returns bigint language sql as 'select 1::bigint';
    create function cron.unschedule(bigint) returns boolean language sql as 'select true';
    create table public.notes (id integer primary key, body text);
    select howdah.watch_table('public.notes', '{body}');`)
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

test('each body is valid SQL as the language itself checks it', async () => {
  const [row] = await sql`
    select count(case l.lanname when 'sql' then fmgr_sql_validator(p.oid)::text else plpgsql_validator(p.oid)::text end)
             as checked
      from pg_proc as p
      join pg_language as l on l.oid = p.prolang and l.lanname in ('sql', 'plpgsql')
     where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)`
  expect(Number(row?.['checked'])).toBeGreaterThan(300)
})

test.skipIf(!extension)('plpgsql_check says of each function only what has a reason', async () => {
  await sql`create extension plpgsql_check`
  type Function = { name: string; oid: string; relation: string; before: string; after: string }
  const functions = await sql<Function[]>`
    select distinct p.proname as name, p.oid::int8::text as oid, coalesce(t.tgrelid::int8, 0)::text as relation,
           t.tgoldtable as before, t.tgnewtable as after
      from pg_proc as p
      join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
      left join pg_trigger as t on t.tgfoid = p.oid
     where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and (p.prorettype != 'trigger'::regtype or t.oid is not null)`
  const findings = await sql<Finding[]>`
    select distinct f.name, c.level, c.sqlstate, c.message, c.lineno as line
      from jsonb_to_recordset(${sql.json(functions)}) as f (name text, oid oid, relation oid, before text, after text)
     cross join lateral plpgsql_check_function_tb(f.oid, f.relation, fatal_errors => false,
       extra_warnings => true, performance_warnings => false, security_warnings => true,
       oldtable => f.before, newtable => f.after) as c`
  const [unchecked] = await sql`
    select coalesce(string_agg(p.proname, ', '), '') as names
      from pg_proc as p
     where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and p.prorettype = 'trigger'::regtype
       and not exists (select from pg_trigger as t where t.tgfoid = p.oid)`
  const isAccepted = (one: Finding) =>
    accepted.some(
      ({ message, functions }) => functions.includes(one.name) && message.test(one.message),
    )
  const open = findings.filter((one) => !isAccepted(one))
  console.log(
    `plpgsql_check ${extension?.version}: ${new Set(functions.map((one) => one.oid)).size} functions, ` +
      `${findings.length} with a reason; ` +
      `trigger functions of no table: ${unchecked?.['names'] || 'none'}`,
  )
  expect(open.map((one) => `${one.name}:${one.line} ${one.level} ${one.message}`)).toEqual([])
})
