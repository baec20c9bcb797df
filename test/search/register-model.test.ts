import { expect, test } from 'vitest'
import { connect, createDatabase } from '../support/database.ts'

test('workers and applications that start together register the same models', async () => {
  const database = await createDatabase()
  const clients = Array.from({ length: 6 }, () => connect(database.url, { max: 1 }))
  try {
    for (let round = 0; round < 12; round++) {
      const register = (sql: typeof database.sql) =>
        sql.begin(async (sql) => {
          await sql`select howdah.register_model('stub', ${`e${round}`}, 'embedding', 16)`
          await sql`select howdah.register_model('stub', ${`c${round}`}, 'chat')`
        })
      await Promise.all(clients.map(register))
    }
    const [row] = await database.sql`
      select count(*)::int as models, count(distinct name)::int as names from howdah.models where provider = 'stub'`
    expect(row).toEqual({ models: 24, names: 24 })
  } finally {
    await Promise.all(clients.map((client) => client.end()))
    await database.drop()
  }
})
