import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ template: 'plain', client: { max: 7 } })
})
afterAll(() => database.drop())

it('claims from two lanes at once without a deadlock when nothing is due in either', async () => {
  const { sql } = database
  const later = new Date(Date.now() + 3_600_000)
  for (const model of ['m', 'n']) {
    await sql`select howdah.register_model('p', ${model}, 'embedding', 3)`
    await sql`select howdah_internal.add_job('report',
      lane => howdah_internal.model_lane(howdah_internal.find_model(${`p/${model}`}, 'embedding'), 'bulk'),
      run_after => ${later})`
  }
  await sql`select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{p}')`
  const claim = async () => {
    for (let n = 0; n < 150; n += 1) await sql`select from howdah.claim_jobs('w', '{bulk}')`
  }
  const ends = await Promise.allSettled(Array.from({ length: 6 }, claim))
  expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : 'ok'))).toEqual(
    Array.from({ length: 6 }, () => 'ok'),
  )
})
