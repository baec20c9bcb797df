import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded, type Embedded } from '../../worker/embedded/index.ts'
import { hasPsql, psql } from './psql.ts'

const seconds = Number(process.env.HOWDAH_EMBEDDED_SECONDS ?? 5)
let server: Embedded
const open = (max = 1, options: postgres.Options<Record<string, postgres.PostgresType>> = {}) =>
  postgres(server.url, { max, onnotice: () => undefined, ...options })

beforeAll(async () => {
  server = await startEmbedded({ folder: null, port: 0 })
})
afterAll(() => server.close())

describe('the embedded server', () => {
  it('keeps every acknowledged row of three pools and psql at once', async ({ annotate }) => {
    const admin = open()
    await admin`create table busy (pool integer, n integer, primary key (pool, n))`
    const pools = [open(4), open(4, { prepare: false }), open(4)]
    const until = Date.now() + seconds * 1000
    const acknowledged = new Set<string>()
    const writer = async (sql: postgres.Sql, pool: number, lane: number) => {
      for (let n = lane; Date.now() < until; n += 4) {
        if (n % 3 === 0) await sql`insert into busy values (${pool}, ${n})`
        else {
          await sql.begin(async (tx) => {
            const [row] = await tx`select count(*)::int as c from busy where pool = ${pool}`
            expect(row!.c).toBeGreaterThanOrEqual(0)
            await tx`insert into busy values (${pool}, ${n})`
          })
        }
        acknowledged.add(`${pool}/${n}`)
      }
    }
    let psqlRuns = 0
    const loop = hasPsql
      ? (async () => {
          while (Date.now() < until) {
            const args = ['-c', 'begin; select count(*) from busy; commit']
            const { code, stderr } = await psql(server.url, args)
            expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
            psqlRuns += 1
          }
        })()
      : Promise.resolve()
    await Promise.all([
      loop,
      ...pools.flatMap((sql, pool) => [0, 1, 2, 3].map((lane) => writer(sql, pool, lane))),
    ])
    const rows = await admin`select pool, n from busy`
    const there = new Set(rows.map((row) => `${row.pool as number}/${row.n as number}`))
    expect([...acknowledged].filter((key) => !there.has(key))).toEqual([])
    expect(there.size).toBe(acknowledged.size)
    expect(acknowledged.size).toBeGreaterThan(50)
    if (hasPsql) expect(psqlRuns).toBeGreaterThan(0)
    else await annotate('psql is not installed: its part is left out')
    console.log(
      `${acknowledged.size} rows acknowledged in ${seconds} s, all there; ${psqlRuns} psql runs`,
    )
    await Promise.all([admin, ...pools].map((sql) => sql.end()))
  })

  it('rolls back a client that goes away inside a transaction', async () => {
    const sql = open()
    await sql`create table left_behind (n integer)`
    const leaver = open()
    const reserved = await leaver.reserve()
    await reserved`begin`
    await reserved`insert into left_behind values (1)`
    const waiting = sql`select count(*)::int as c from left_behind`.execute()
    await leaver.end({ timeout: 0 })
    expect((await waiting)[0]!.c).toBe(0)
    await sql.end()
  })

  it('refuses COPY FROM STDIN in every guise and lives on', async () => {
    const sql = open()
    await sql`create table copied (t text)`
    const refused = { code: '0A000', hint: 'Use INSERT, or a real PostgreSQL.' }
    await expect(sql.unsafe('copy copied from stdin').simple()).rejects.toMatchObject(refused)
    await expect(sql.unsafe('-- x\ncopy copied from stdin')).rejects.toMatchObject(refused)
    // Texts that fool a scanner: the refusal reads the backend's answer, not the text.
    const hidden = String.raw`select '\'; copy copied from /* x */ stdin; --'`
    await expect(sql.unsafe(hidden).simple()).rejects.toMatchObject(refused)
    await expect(
      sql.begin(async (tx) => {
        await tx`insert into copied values ('never')`
        await tx.unsafe('copy copied from stdin with (format csv)').simple()
      }),
    ).rejects.toMatchObject(refused)
    await sql.unsafe(`insert into copied values ('copy copied from stdin; listen x')`).simple()
    expect(await sql`select t from copied`).toHaveLength(1)
    await sql.end()
  })

  it('refuses \\copy of psql', async ({ skip }) => {
    if (!hasPsql) return skip('psql is not installed')
    const sql = open()
    await sql`create table copied_by_psql (t text)`
    const input = '\\copy copied_by_psql from stdin\na line\n\\.\n'
    const { stderr } = await psql(server.url, [], { input })
    expect(stderr).toContain('cannot COPY FROM STDIN')
    expect((await sql`select 1 as n`)[0]!.n).toBe(1)
    await sql.end()
  })

  it('refuses LISTEN, but not texts that only mention it', async () => {
    const sql = open()
    const refused = { code: '0A000', hint: 'Poll instead, or use a real PostgreSQL.' }
    await expect(sql.unsafe('listen x').simple()).rejects.toMatchObject(refused)
    await expect(sql.unsafe('select 1; /* then */ LISTEN x').simple()).rejects.toMatchObject(
      refused,
    )
    const [row] = await sql.unsafe("select '; listen x' as t, $$; listen y$$ as u")
    expect(row).toEqual({ t: '; listen x', u: '; listen y' })
    await sql.end()
  })

  it('answers a pipeline that fails in the middle in the right order', async () => {
    const sql = open(1, { prepare: false })
    const results = await Promise.allSettled([
      sql`select 1 as n`,
      sql`select 1 / ${0}::int as n`,
      sql`select ${3}::int as n`,
      sql.unsafe('select 4 as n').simple(),
    ])
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value[0]!.n : 'failed'))).toEqual([
      1,
      'failed',
      3,
      4,
    ])
    await sql.end()
  })

  it('carries large parameters and large results', async () => {
    const sql = open()
    const text = `it's; copy t from stdin; listen ${'x'.repeat(10 * 1024 * 1024)}`
    const [row] = await sql`select length(${text}) as n, repeat('y', 20000000) as big`
    expect(row!.n).toBe(text.length)
    expect((row!.big as string).length).toBe(20_000_000)
    const literal = text.replaceAll("'", "''")
    const [simple] = await sql.unsafe(`select length('${literal}') as n`).simple()
    expect(simple!.n).toBe(text.length)
    expect(await sql`select repeat('z', 200) from generate_series(1, 100000)`).toHaveLength(100_000)
    await sql.end()
  })

  it('reports an error inside a transaction as a server does', async () => {
    const sql = open()
    await expect(
      sql.begin(async (tx) => {
        await tx`select 1/0`
      }),
    ).rejects.toMatchObject({ code: '22012' })
    expect((await sql`select 1 as n`)[0]!.n).toBe(1)
    await sql.end()
  })
})
