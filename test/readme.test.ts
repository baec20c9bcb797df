import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './support/command.ts'
import { createDatabase, type TestDatabase } from './support/database.ts'
import { codeBlocks, gave, openLogins, pages, roleOf, tryReadme } from './support/readme.ts'
import { startTestWorker, type TestWorker } from './worker/in-process.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const isSql = (block: string) =>
  /^ {4}(-- as |select |call |begin;|create |insert |grant |set local )/m.test(block)

describe('pages for people', () => {
  it('each block of SQL says on its first line who runs it', () => {
    const silent = pages().flatMap((path) =>
      codeBlocks(path)
        .filter((block) => isSql(block) && !roleOf(block))
        .map((block) => `${path}: ${block}`),
    )
    expect(silent).toEqual([])
  })

  it('the root README is read in one go', () => {
    expect(read('README.md').split('\n').length - 1).toBeLessThanOrEqual(150)
  })

  it('each command of the root README is run by a test, or by CI', () => {
    const commands = codeBlocks('README.md')
      .filter((block) => !isSql(block))
      .flatMap((block) => block.trim().split('\n'))
      .map((line) => line.trim())
      .filter((line) => !/^(export|cd) /.test(line))
    const runs =
      read('.ci/run') + read('test/install/packed.ts') + read('test/install/package.test.ts')
    const isRun = (command: string) => {
      const name = /^npx --no howdah (\w+)/.exec(command)?.[1]
      if (name) return new RegExp(`(run\\(|project, )\\['${name}'`).test(runs)
      if (command.startsWith('npm install ../howdah/howdah-')) return runs.includes("tar', ['-xzf")
      return runs.includes(`step ${command}`) || runs.includes(`'npm', ['${command.slice(4)}'`)
    }
    expect(commands.length).toBeGreaterThan(8)
    expect(commands.filter((command) => !isRun(command))).toEqual([])
  })

  it('the map names files that are there', () => {
    const named = read('ARCHITECTURE.md').matchAll(
      /`((?:worker\/|client\/|db\/)?[a-z][\w/-]*\/[\w-]+\.(?:sql|ts))`/g,
    )
    const paths = [...named].map(([, path]) => path!).filter((path) => !/[A-Z]{4}/.test(path))
    expect(paths.length).toBeGreaterThan(15)
    expect(paths.filter((path) => !existsSync(path) && !existsSync(`functions/${path}`))).toEqual(
      [],
    )
  })

  it('npx is told everywhere to fetch nothing: the name is not ours on the registry', () => {
    const markdown = [...pages(), 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'worker/README.md']
    const fetching = markdown.filter((path) => /npx (?!--no howdah)[^`\n]*howdah/.test(read(path)))
    expect(fetching).toEqual([])
  })
})

/** Pages that have a test of their own, for what they need or say. */
const ownTest = [
  'README.md',
  'functions/README.md',
  'functions/outbox/README.md',
  'functions/security/README.md',
]

describe('the pages of the parts', () => {
  it.each(pages().filter((path) => !ownTest.includes(path)))(
    'all of %s works as the roles that it names',
    async (path) => {
      const database = await createDatabase({ template: 'plain' })
      const logins = await openLogins(database)
      try {
        // A worker with a key of OpenAI makes its models known; some pages are about documents that are there.
        await logins.as('howdah_worker')`select howdah.offer_providers('{openai}')`
        await logins.as(
          'howdah_app',
        )`select howdah.add_document('Twenty days of leave a year.', 'leave.md', 'Leave')`
        const tried = await tryReadme(logins.as, path)
        expect(tried.length).toBeGreaterThan(0)
      } finally {
        await logins.close()
        await database.drop()
      }
    },
  )
})

describe('word by word', () => {
  let database: TestDatabase
  let worker: TestWorker
  let logins: Awaited<ReturnType<typeof openLogins>>
  beforeAll(async () => {
    database = await createDatabase({ template: 'plain' })
    logins = await openLogins(database)
    worker = await startTestWorker(database.url, {})
  })
  afterAll(async () => {
    await worker.end()
    await logins.close()
    await database.drop()
  })

  it('the tour of functions/ works as the roles that it names', async () => {
    const tried = await tryReadme(logins.as, 'functions/README.md')
    expect(gave(tried, 'rank, source, heading')[0]).toEqual([1])
    expect(gave(tried, 'select source, mode from')[0]).toContain('returns.md')
    const last = tried.filter(({ statement }) => statement.startsWith('select source, mode from'))
    expect(last.at(-1)?.rows[0]).toMatchObject({ source: 'returns.md', mode: 'hybrid' })
    const asked = tried.find(({ statement }) => statement.startsWith('call howdah.ask'))
    expect(String(asked?.rows[0]?.['answer'])).toContain('within five working days')
    expect(gave(tried, 'activate_prompt')).toEqual([[1], [], [null], [null]])
    expect(gave(tried, "render_prompt('support'")).toEqual([['You help with kettles.']])
    expect(gave(tried, 'experiment_results')).toEqual([[1, 2]])
    expect(gave(tried, 'howdah.settle')).toHaveLength(1)
    expect(gave(tried, 'cancel_reservation')).toEqual([[true]])
    expect(gave(tried, 'cost_by_model')[0]).not.toEqual([])
    expect(gave(tried, 'verify')).toEqual([[]])
    await until('the row of the watched table is found', async () => {
      const rows = await logins.as('howdah_app')`select from howdah.search('gift cards expire', 1)
        where content like '%never expire%'`
      return rows.length > 0
    })
  })

  it('so does the SQL of the root README', async () => {
    const tried = await tryReadme(logins.as, 'README.md')
    expect(gave(tried, 'select source, content')[0]).toContain('refunds.md')
    expect(gave(tried, 'read_message')[0]).toEqual(['pending'])
    expect(gave(tried, 'cost_by_model')).toHaveLength(1)
  })
})
