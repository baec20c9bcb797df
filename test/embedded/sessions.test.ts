import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded, type Embedded } from '../../worker/embedded/index.ts'
import { hasPsql, psql } from './psql.ts'

let server: Embedded
const open = (options: postgres.Options<Record<string, postgres.PostgresType>> = {}) =>
  postgres(server.url, { max: 1, onnotice: () => undefined, ...options })

beforeAll(async () => {
  server = await startEmbedded({ folder: null, port: 0 })
})
afterAll(() => server.close())

describe('a session of the embedded server', () => {
  it('keeps its settings, and shows them to nobody else', async () => {
    const [a, b] = [open(), open()]
    await a`set work_mem = '7MB'`
    await a`set search_path = pg_catalog, "$user"`
    await a.unsafe(`set howdah.user_id = 'it''s \\ ann'`).simple()
    await a`select set_config('howdah.tenant', ${'acme'}, false)`
    const read = (sql: postgres.Sql) => sql`
      select current_setting('work_mem') as memory, current_setting('search_path') as path,
        current_setting('howdah.user_id', true) as user_id,
        current_setting('howdah.tenant', true) as tenant`
    const [other] = await read(b)
    expect(other!.memory).not.toBe('7MB')
    expect([other!.user_id, other!.tenant].every((value) => !value)).toBe(true)
    expect((await read(a))[0]).toEqual({
      memory: '7MB',
      path: 'pg_catalog, "$user"',
      user_id: `it's \\ ann`,
      tenant: 'acme',
    })
    await a`reset work_mem`
    await b`select 1`
    expect((await read(a))[0]!.memory).not.toBe('7MB')
    await Promise.all([a.end(), b.end()])
  })

  it('forgets a setting whose transaction is rolled back', async () => {
    const [a, b] = [open(), open()]
    await a`begin`.catch(() => undefined)
    await a.unsafe(`begin; set work_mem = '9MB'; rollback`).simple()
    await b`select 1`
    expect((await a`show work_mem`)[0]!.work_mem).not.toBe('9MB')
    await Promise.all([a.end(), b.end()])
  })

  it('keeps the role it acts as, and gives it to nobody else', async () => {
    const [a, b, c] = [open(), open(), open()]
    await c`create role embedded_reader`
    await a`set role embedded_reader`
    await b`set session authorization embedded_reader`
    const who = async (sql: postgres.Sql) =>
      Object.values((await sql`select session_user::text as s, current_user::text as c`)[0]!)
    expect(await who(c)).toEqual(['postgres', 'postgres'])
    expect(await who(a)).toEqual(['postgres', 'embedded_reader'])
    expect(await who(b)).toEqual(['embedded_reader', 'embedded_reader'])
    await expect(a`create table public.not_allowed ()`).rejects.toMatchObject({ code: '42501' })
    await Promise.all([a.end(), b.end()])
    expect(await who(c)).toEqual(['postgres', 'postgres'])
    await c.end()
  })

  it('acts as the user it connects as, who must be there', async () => {
    const admin = open()
    await admin`create role embedded_user`
    const sql = open({ user: 'embedded_user' })
    expect((await sql`select current_user::text as u`)[0]!.u).toBe('embedded_user')
    expect((await admin`select current_user::text as u`)[0]!.u).toBe('postgres')
    await expect(sql`create table public.not_allowed ()`).rejects.toMatchObject({ code: '42501' })
    const nobody = open({ user: 'nobody"; drop role embedded_user; --' })
    await expect(nobody`select 1`).rejects.toMatchObject({ code: '28000' })
    expect((await sql`select 1 as n`)[0]!.n).toBe(1)
    await Promise.all([admin, sql, nobody].map((one) => one.end()))
  })

  it('starts with the settings of its startup packet', async () => {
    const sql = open({
      connection: { application_name: "it's", search_path: 'pg_catalog', TimeZone: 'Asia/Tokyo' },
    })
    const other = open()
    await other`select 1`
    expect(
      (
        await sql`select current_setting('application_name') as a, current_setting('TimeZone') as z,
          current_setting('search_path') as s`
      )[0],
    ).toEqual({ a: "it's", z: 'Asia/Tokyo', s: 'pg_catalog' })
    const wrong = open({ connection: { TimeZone: 'Nowhere/Land' } as object })
    await expect(wrong`select 1`).rejects.toMatchObject({ code: '22023' })
    await Promise.all([sql, other, wrong].map((one) => one.end()))
  })

  it('takes PGOPTIONS and the user of psql', async ({ skip }) => {
    if (!hasPsql) return skip('psql is not installed')
    const env = { PGOPTIONS: '-c work_mem=5MB --statement-timeout=7s' }
    const shown = ['-c', "select current_setting('work_mem'), current_setting('statement_timeout')"]
    expect(await psql(server.url, shown, { env })).toEqual({
      code: 0,
      stdout: '5MB|7s',
      stderr: '',
    })
    const nobody = await psql(server.url.replace('postgres@', 'nobody@'), shown)
    expect(nobody.stderr).toContain('role "nobody" does not exist')
  })

  it('keeps prepared statements of the same name apart', async () => {
    const [a, b] = [open(), open()]
    for (let round = 0; round < 3; round += 1) {
      const [x, y] = await Promise.all([a`select ${'a'}::text as v`, b`select ${2}::int as v`])
      expect([x[0]!.v, y[0]!.v]).toEqual(['a', 2])
    }
    await Promise.all([a.end(), b.end()])
  })

  it('keeps what it prepared when another one drops everything', async () => {
    const [a, b] = [open(), open()]
    const ask = async () => (await a`select ${5}::int as v`)[0]!.v as number
    expect(await ask()).toBe(5)
    await b.unsafe('discard all').simple()
    expect(await ask()).toBe(5)
    await b.unsafe('deallocate all').simple()
    expect(await ask()).toBe(5)
    await Promise.all([a.end(), b.end()])
  })

  it('leaves no prepared statement, lock, temporary table or cursor behind', async () => {
    const [a, b] = [open(), open({ prepare: false })]
    await a`create temporary table left_temporary (n integer)`
    await a`select pg_advisory_lock(7)`
    await a.unsafe('begin; declare left_open cursor with hold for select 1; commit').simple()
    await a`set default_transaction_read_only = on`
    await b`select 1`
    await a.end()
    const left = async () => {
      const [row] = await b`
        select to_regclass('pg_temp.left_temporary') as temporary,
          (select count(*)::int from pg_locks where locktype = 'advisory') as locks,
          (select count(*)::int from pg_cursors where name = 'left_open') as cursors,
          (select count(*)::int from pg_prepared_statements where name != '') as statements`
      return row
    }
    // The end of a client is seen a moment later.
    await expect.poll(left).toEqual({ temporary: null, locks: 0, cursors: 0, statements: 0 })
    await b.end()
  })
})
