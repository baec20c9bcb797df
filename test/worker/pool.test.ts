import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../worker/database.ts'
import { replaceable } from '../../worker/pool.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

describe('a replaceable pool', () => {
  let database: TestDatabase
  let sql: Database
  beforeAll(async () => {
    database = await createDatabase({ template: 'plain' })
  })
  afterAll(() => database.drop())
  beforeEach(() => {
    sql = connect(database.url, { max: 1 })
  })
  afterEach(() => sql.end({ timeout: 1 }))

  it('refuses a result of which nothing was executed, and opens new connections', async () => {
    const pool = replaceable(sql)
    const used: Database[] = []
    // As the driver resolves what was written into a connection that had just broken.
    const empty = (current: Database) => {
      used.push(current)
      return Promise.resolve(Object.assign([], { command: null }))
    }
    await expect(pool.run(empty, 1000)).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    const rows = await pool.run((current) => {
      used.push(current)
      return current`select 1 as one where false`
    }, 5000)
    expect(rows).toHaveLength(0)
    expect(used[1]).not.toBe(used[0])
    await pool.end()
  })

  it('keeps its connections after an error of a statement', async () => {
    const pool = replaceable(sql)
    let used: Database | undefined
    await expect(pool.run((current) => current`select 1 / 0`, 5000)).rejects.toMatchObject({
      code: '22012',
    })
    await pool.run((current) => {
      used = current
      return current`select 1`
    }, 5000)
    expect(used).toBe(sql)
  })
})
