import type { Sql } from 'postgres'
import { inUnit, rate, ratio, type Bench } from './bench.ts'
import { newCorpus, type Corpus } from './corpus.ts'

const clients = 16
const users = 50
const documents = 2000
const rounds = 4
const seconds = 3

/** Searches that all clients together make in a second, for users of one tenant, each in its own transaction. */
const searches = (sql: Sql, corpus: Corpus, name: 'search' | 'logged_search') => {
  let next = 0
  return rate({ clients, seconds, warmUp: 1 }, async () => {
    next += 1
    await sql`
      select f.* from howdah.act_as(${`user ${next % users}`}, 'acme') as me,
        lateral ${sql.unsafe(`howdah.${name}`)}(case when me then ${corpus.text(4)} end) as f`
    return 1
  })
}

/** What the row costs that says who was shown what, where all write into the chain of one tenant. */
export const bench: Bench = {
  about: `search and logged_search by ${clients} clients in one tenant of ${documents} documents`,
  async run(place) {
    const { sql } = await place.database()
    const corpus = newCorpus(1)
    await sql`select howdah.act_as('user 0', 'acme')`
    for (let n = 0; n < documents; n += 1) {
      await sql`select howdah.add_document(case when howdah.act_as('user 0', 'acme') then ${corpus.text(60)} end,
        ${`${n}.md`}, private => false)`
    }
    await sql`select howdah_internal.refresh_search_stats()`
    await sql`vacuum analyze`
    const sums = { search: 0, logged_search: 0 }
    for (let round = 0; round < rounds; round += 1) {
      // In turns, so that what else the machine does hits both.
      for (const name of ['search', 'logged_search'] as const) {
        sums[name] += (await searches(sql, corpus, name)) / rounds
      }
    }
    const found = await sql`select * from howdah.verify()`
    if (found.length > 0) throw new Error(JSON.stringify(found))
    return [
      inUnit('/s')('search', sums.search),
      inUnit('/s')('logged_search', sums.logged_search),
      ratio('rate of logged_search, of that of search', sums.logged_search / sums.search, {
        atLeast: 0.8,
      }),
    ]
  },
}
