import { afterEach, beforeEach, expect, it } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { race } from './race.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await createDatabase({ template: 'plain' })
  await db.sql`update howdah.lanes set requests_per_minute = null, tokens_per_minute = null`
  await db.sql`select howdah.set_setting('cache_scope', 'tenant')`
})
afterEach(() => db.drop())

it('an edited document and an answer from before the edit are never in one snapshot', async () => {
  const random = createRandom(newSeed('edits'))
  const found = await race(db, random, 15)
  console.log(found)
  expect(found.stale).toBe(0)
  expect(found.edits).toBeGreaterThan(60)
  expect(found.hits).toBeGreaterThan(300)
  expect(found.looks).toBeGreaterThan(1000)
  const [row] = await db.sql`select count(*)::int as n from howdah.llm_usage where cached`
  expect(row!['n']).toBeGreaterThanOrEqual(found.hits)
}, 120_000)

it('the race finds what it looks for: without the trigger there are stale answers', async () => {
  await db.sql`alter table howdah.documents disable trigger documents_forget_answers`
  const random = createRandom(newSeed('edits without the trigger'))
  // Until it does: a busy machine races slowly.
  let stale = 0
  for (let tries = 0; stale === 0 && tries < 10; tries += 1)
    stale = (await race(db, random, 3)).stale
  expect(stale).toBeGreaterThan(0)
}, 60_000)
