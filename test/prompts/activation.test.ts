import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

/*
 * 50 connections activate, roll back and write versions of one prompt at random, for 5 seconds, or for
 * HOWDAH_ACTIVATION_SECONDS. Beside them readers look that there always is exactly one production version.
 */
const seconds = Number(process.env['HOWDAH_ACTIVATION_SECONDS'] ?? 5)
const seed = newSeed('activation')
const declared = new Set(['PT404', 'PT409'])

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

it(
  'leaves exactly one production version and an unbroken history, whoever activates at once',
  { timeout: 60_000 + seconds * 2000 },
  async () => {
    const { sql, url } = database
    await sql`select howdah.create_prompt_version('p', 'text ' || n) from generate_series(1, 5) as n`
    await sql`select howdah.activate_prompt('p', 1)`
    const end = Date.now() + seconds * 1000
    const errors = new Map<string, number>()
    let done = 0

    const activate = async (client: number) => {
      const random = createRandom(seed + client)
      const own = connect(url, { max: 1 })
      try {
        while (Date.now() < end) {
          const version = random.int(1, 7)
          const expected = random.chance(0.3) ? random.int(1, 5) : null
          const step = random.pick([
            () =>
              own`select howdah.activate_prompt('p', ${version}, expected_version => ${expected},
                reason => ${`client ${client}`})`,
            () => own`select howdah.activate_prompt('p', ${version})`,
            () => own`select howdah.rollback_prompt('p')`,
            () => own`select howdah.create_prompt_version('p', ${`text ${random.int(1, 4)}`})`,
            () => own`select howdah.activate_prompt('p', ${version}, 'staging')`,
          ])
          await step().then(
            () => (done += 1),
            (error: { code: string }) => errors.set(error.code, (errors.get(error.code) ?? 0) + 1),
          )
        }
      } finally {
        await own.end()
      }
    }
    const watch = async () => {
      let seen = 0
      while (Date.now() < end) {
        const [row] = await sql<{ labels: number; active: number }[]>`
        select (select count(*)::int from howdah.active_prompts where name = 'p' and label = 'production') as labels,
               (select count(*)::int from howdah.active_prompt('p')) as active`
        expect(row).toEqual({ labels: 1, active: 1 })
        seen += 1
      }
      return seen
    }
    const [looks] = await Promise.all([
      watch(),
      ...Array.from({ length: 50 }, (_, n) => activate(n)),
    ])
    console.log({ done, looks, errors: Object.fromEntries(errors) })

    expect([...errors.keys()].filter((code) => !declared.has(code))).toEqual([])
    expect(done).toBeGreaterThan(50)
    expect(await sql`select * from howdah.verify()`).toEqual([])
    const broken = await sql`
    select id from (
      select id, from_version, lag(to_version) over (partition by label order by id) as before
        from howdah.prompt_label_history where prompt = 'p'
    ) as h where from_version is distinct from before`
    expect(broken).toEqual([])
    const [row] = await sql`
    select (select max(version) from howdah.prompt_versions where prompt = 'p')
             = (select count(*) from howdah.prompt_versions where prompt = 'p') as gapless,
           (select to_version from howdah.prompt_label_history
              where prompt = 'p' and label = 'production' order by id desc limit 1)
             = (select version from howdah.active_prompt('p')) as agrees`
    expect(row).toEqual({ gapless: true, agrees: true })
  },
)

it('numbers versions without gaps when some of the transactions roll back', async () => {
  const { sql } = database
  const attempts = Array.from({ length: 60 }, (_, n) =>
    sql
      .begin(async (own) => {
        await own`select howdah.create_prompt_version('gapless', ${`text ${n}`})`
        if (n % 3 === 0) throw new Error('changed its mind')
      })
      .catch((error: Error) => error.message),
  )
  const outcomes = await Promise.all(attempts)
  expect(outcomes.filter((outcome) => outcome === 'changed its mind')).toHaveLength(20)
  const rows = await sql<{ version: number }[]>`
    select version from howdah.prompt_versions where prompt = 'gapless' order by version`
  expect(rows.map((row) => row.version)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
})

it('tells those who listen when the change is committed, and names only the version’s id', async () => {
  const { sql, url } = database
  const heard: string[] = []
  const listener = connect(url, { max: 1 })
  await listener.listen('howdah_prompt', (payload) => heard.push(payload))
  await sql`select howdah.create_prompt_version('news', 'one')`
  await sql
    .begin(async (own) => {
      await own`select howdah.activate_prompt('news', 1)`
      throw new Error('changed its mind')
    })
    .catch(() => {})
  await sql`select howdah.activate_prompt('news', 1)`
  const [row] = await sql<
    { id: string }[]
  >`select prompt_version_id as id from howdah.active_prompt('news')`
  await expect.poll(() => heard).toEqual([row!.id])
  await listener.end()
})

it('names variables that the prompt does not have in a notice', async () => {
  const notices: string[] = []
  const own = connect(database.url, {
    max: 1,
    onnotice: (notice) => void notices.push(notice['message'] ?? ''),
  })
  await own`select howdah.activate_prompt('hi', howdah.create_prompt_version('hi', 'Hi {{name}}'))`
  const [row] =
    await own`select howdah.render_prompt('hi', '{"name": "Ann", "b": 1, "a": 2}') as text`
  await own.end()
  expect(row).toEqual({ text: 'Hi Ann' })
  expect(notices).toEqual(['the prompt has no variables named a, b'])
})
