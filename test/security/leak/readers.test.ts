import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TransactionSql } from 'postgres'
import { createRandom, newSeed } from '../../support/random.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

/** Rounds of a change and a look by everybody in every way; the same unless HOWDAH_SEED says otherwise. */
const rounds = Number(process.env['HOWDAH_READER_ROUNDS'] ?? 8)
const random = createRandom(newSeed('leaks to readers', 1))
const users = ['ann', 'bob', 'cid', 'dan', 'eve', null]
const people = users.filter((user) => user !== null)
const groups = ['sales', 'board', 'staff']
type Doc = { owner: string | null; readers: string[] | null }

let database: TestDatabase
const members: Record<string, string[]> = {}
const docs: Doc[] = []

const some = <T>(of: T[]) => of.filter(() => random.chance(0.4))
const mayRead = ({ owner, readers }: Doc, user: string | null) =>
  (owner === null && readers === null) ||
  (user !== null &&
    (owner === user ||
      (readers ?? []).some(
        (name) => name === `user:${user}` || members[name.replace('group:', '')]?.includes(user),
      )))
const names = (user: string | null) =>
  docs.flatMap((doc, n) => (mayRead(doc, user) ? [`d${n}`] : [])).sort()

/** As a user of one tenant, in the application's role; keeps what it did. */
const as = <T>(
  user: string | null,
  work: (tx: TransactionSql) => Promise<T>,
  role = 'howdah_app',
) =>
  database.sql.begin(async (tx) => {
    await tx`select howdah.act_as(${user}, 'acme')`
    await tx.unsafe(`set local role ${role}`)
    return work(tx)
  }) as Promise<T>

const setGroup = async (name: string) => {
  members[name] = some(people)
  await as(null, (tx) => tx`select howdah.set_group(${name}, ${members[name]!})`, 'howdah_admin')
}

/** Adds or replaces a document, with readers or without, embedded or by its text alone. */
const put = async (n: number, owner: string | null) => {
  const named = [
    ...some(groups).map((name) => `group:${name}`),
    ...some(people).map((one) => `user:${one}`),
  ]
  const readers = named.length > 0 && random.chance(0.8) ? named : null
  const isKept = readers === null && docs[n] !== undefined && random.chance(0.5)
  const asked = readers ?? (owner === null && !isKept ? ['*'] : null)
  await as(
    owner,
    (tx) => tx`select howdah.add_document_chunks(${`d${n}`}, ${tx.json([
      { content: `Granite of d${n}.`, embedding: [1, 0.01 * n, 0, 0] },
      { content: `Slate of d${n}.`, embedding: [0, 0.01 * n, 1, 0] },
    ])}, metadata => '{"kind": "stone"}', collection => 'stones',
      private => ${asked === null && owner !== null && !isKept ? true : null}, readers => ${asked})`,
  )
  docs[n] = { owner, readers: isKept ? docs[n]!.readers : readers }
}

const vector = '[1,0.2,0.1,0]'
const found = (mode: string, filter = '{}') =>
  `select source from howdah.search('granite slate', 200, 'stones', '${filter}', mode => '${mode}',
    query_embedding => '${vector}'::halfvec, best_per_document => true)`
const ways: Record<string, string> = {
  documents: `select source from howdah.documents`,
  chunks: `select 'd' || substring(content from 'd(\\d+)') as source from howdah.chunks`,
  vectors: `select d.source from howdah.embeddings as e join howdah.chunks as c on c.id = e.chunk_id
    join howdah.documents as d on d.id = c.document_id`,
  status: `select source from howdah.document_status`,
  keyword: found('keyword'),
  semantic: found('semantic'),
  hybrid: found('hybrid'),
  filtered: found('hybrid', '{"kind": "stone"}'),
  logged: `select source from howdah.logged_search('granite', 200, 'stones', mode => 'keyword')`,
  neighbours: `select d.source from howdah.neighbouring_chunks(array(select * from howdah_test.all_chunks())) as n
    join howdah.documents as d on d.id = n.document_id`,
}

/** The arms themselves, as when more may be found than is scored one by one. */
const arms = (user: string | null): Record<string, string> => {
  const who = user === null ? 'null' : `'${user}'`
  const audiences = `howdah_internal.audiences_of('acme', ${who})`
  const of = (
    arm: string,
  ) => `select d.source from ${arm} as a join howdah.chunks as c on c.id = a.chunk_id
    join howdah.documents as d on d.id = c.document_id`
  return {
    'vector arm':
      of(`howdah_internal.vector_arm('acme', ${who}, (select id from howdah.models where name = 'mini'), 4,
      '${vector}', '{stones}', null, null, false, 200, ${audiences})`),
    'keyword arm':
      of(`howdah_internal.keyword_arm('acme', ${who}, 'granite', '{stones}', null, null, 200,
      ${audiences})`),
    'source of an answer': `select source from howdah_internal.search_for_message(
      'acme', ${who}, 'granite', '${vector}', 'stones', 200)`,
  }
}

beforeAll(async () => {
  database = await createDatabase()
  const { sql } = database
  await sql`select howdah.register_model('stub', 'mini', 'embedding', 4)`
  await sql`create function howdah_test.all_chunks() returns setof bigint language sql security definer
    as 'select id from howdah.chunks'`
  await sql`grant usage on schema howdah_test to howdah_app`
  await as(null, (tx) => tx`select howdah.create_collection('stones', 'stub/mini')`, 'howdah_admin')
  for (const user of people) await as(user, (tx) => tx`select howdah.set_user(${user})`)
  for (const name of groups) await setGroup(name)
  for (let n = 0; n < 40; n += 1) await put(n, random.pick(users))
})
afterAll(() => database.drop())

it('everybody finds what they may read, in every way, and nothing else, whoever joins or leaves', async () => {
  const wrong: unknown[] = []
  let looks = 0
  let restricted = 0
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) await setGroup(random.pick(groups))
    else {
      const n = random.int(0, docs.length - 1)
      await put(n, docs[n]!.owner)
    }
    for (const user of users) {
      const expected = names(user)
      restricted += docs.filter(
        (doc) => doc.readers && mayRead(doc, user) && doc.owner !== user,
      ).length
      const look = (way: string, seen: { source: string }[]) => {
        looks += 1
        const sources = [...new Set(seen.map(({ source }) => source))].sort()
        if (sources.join() !== expected.join()) wrong.push({ round, user, way, sources, expected })
      }
      await as(user, async (tx) => {
        for (const [way, query] of Object.entries(ways))
          look(way, await tx.unsafe<{ source: string }[]>(query))
      })
      for (const [way, query] of Object.entries(arms(user)))
        look(way, await database.sql.unsafe<{ source: string }[]>(query))
    }
  }
  console.log(`${looks} looks, ${restricted} of them at what its owner shares`)
  expect(restricted).toBeGreaterThan(50)
  expect(wrong.slice(0, 3)).toEqual([])
  const [verified] = await database.sql`select count(*)::integer as n from howdah.verify()
    where check_name in ('chunk_is_where_its_document_is', 'vector_is_where_its_chunk_is')`
  expect(verified!['n']).toBe(0)
})

it('documents near in meaning are those that their reader may read', async () => {
  for (const user of people) {
    const [own] = names(user)
    const near = await as(
      user,
      (tx) => tx<{ source: string }[]>`select s.source from howdah.documents as d,
        lateral howdah.similar_documents(d.id, 200) as s where d.source = ${own!}`,
    )
    expect(near.map(({ source }) => source).sort()).toEqual(names(user).slice(1))
    const hidden = docs.findIndex((doc) => !mayRead(doc, user))
    const [other] =
      await database.sql`select id from howdah.documents where source = ${`d${hidden}`}`
    await expect(
      as(user, (tx) => tx`select howdah.similar_documents(${other!['id']})`),
    ).rejects.toMatchObject({
      code: 'PT404',
    })
  }
})
