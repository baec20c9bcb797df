import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { gave, tryReadme } from '../../support/readme.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ template: 'plain', client: { max: 1 } })
})
afterAll(() => database.drop())

it('what the README says about forgetting works word for word, on the only tenant there is', async () => {
  const { sql } = database
  const live = async () => {
    await sql`begin`
    await sql`select howdah.act_as('user-42')`
    await sql`select howdah.add_document('We refund within 30 days.', 'refunds.md')`
    await sql`select howdah.send_message(howdah.start_conversation(), 'How long do refunds take?')`
    await sql`commit`
  }
  await live()
  const tried = await tryReadme(sql, 'functions/security/erasure/README.md')
  const [dry, wet, again] = gave(tried, 'forget_tenant')
  expect(dry).toContain('collections')
  expect(wet).toEqual(dry)
  expect(again).toEqual([])
  // The first question afterwards makes what is needed again.
  await live()
  const [row] = await sql`select count(*)::int as n from howdah.messages`
  expect(row!['n']).toBe(2)
})
