import { execFile } from 'node:child_process'
import { readFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { codeBlocks, openLogins, tryReadme } from '../support/readme.ts'

const page = 'functions/billing/README.md'
let database: TestDatabase
let logins: Awaited<ReturnType<typeof openLogins>>
const folder = mkdtempSync(join(tmpdir(), 'statement-'))
beforeAll(async () => {
  database = await createDatabase()
  logins = await openLogins(database)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await logins.close()
  await database.drop()
})

it('what the README says about statements and credits works word for word', async () => {
  const { sql } = database
  await sql`select howdah_test.set_time('2026-03-10 12:00Z')`
  await sql`select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 100, "output": 400}]')`
  await sql`select howdah.record_usage('local/local-chat', '{"prompt_tokens": 10000, "completion_tokens": 100}',
      feature => 'titles', started_at => '2026-02-20Z')
    from howdah.act_as('user-42', 'acme') as me where me`
  const tried = await tryReadme(logins.as, page)
  const closed = tried.find(({ statement }) => statement.includes('close_statement'))!
  const figures = Object.values(closed.rows[0]!).map((one) =>
    typeof one === 'string' ? Number(one) : one,
  )
  expect(figures).toEqual([1, 0.988, 0, 0, 0.988, 0, 0, true])
  const balance = tried.find(({ statement }) => statement.includes('credit_balance'))!
  expect(Object.values(balance.rows[0]!).map(Number)).toEqual([5000, 0, 0, 5000])
  // The file for the accounts.
  const command = codeBlocks(page).find((block) => block.includes('psql'))!
  await promisify(execFile)('sh', ['-c', command.trim()], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: database.url },
  })
  const [head, ...lines] = readFileSync(join(folder, 'statement.csv'), 'utf8').trim().split('\n')
  expect(head).toMatch(/^tenant_id,month,line,kind,usage_month,user_id,model/)
  expect(lines).toEqual([
    expect.stringMatching(/^acme,2026-02-01,1,usage,2026-02-01,user-42,local\/local-chat,titles,/),
  ])
})
