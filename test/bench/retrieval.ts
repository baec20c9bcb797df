import type { ReservedSql } from 'postgres'
import { vectorText } from '../../worker/loop/vector-text.ts'
import { percentile, ratio, type Bench, type Figure } from './bench.ts'
import { dimensions, load, newCorpus, tenants, type Corpus, type Tenant } from './corpus.ts'

const seed = 20_261_123
/** So many that two interruptions of the machine are no 95th percentile. */
const queries = 120
const keywordQueries = 20

type Ids = { id: string }[]
type Measured = { times: number[]; ids: string[][] }

/** Runs a query for each of the questions; the first two only warm up. */
async function measure<T>(questions: T[], run: (question: T) => Promise<Ids>): Promise<Measured> {
  for (const question of questions.slice(0, 2)) await run(question)
  const times: number[] = []
  const ids: string[][] = []
  for (const question of questions) {
    const began = performance.now()
    const rows = await run(question)
    times.push(performance.now() - began)
    ids.push(rows.map(({ id }) => id))
  }
  return { times, ids }
}

/** Share of what should have been found that was found, over all questions. */
function recall(found: string[][], wanted: string[][]): number {
  const hits = wanted.map((ids, index) => ids.filter((id) => found[index]!.includes(id)).length)
  const total = wanted.reduce((sum, ids) => sum + ids.length, 0)
  return hits.reduce((sum, one) => sum + one, 0) / total
}

const set = (sql: ReservedSql, settings: Record<string, string>) => sql`
  select set_config(key, value, false) from jsonb_each_text(${JSON.stringify(settings)}::text::jsonb)`
const as = (tenant: string) => ({ 'howdah.tenant': tenant, 'howdah.user_id': 'ann' })

const p95 = ({ times }: Measured) => percentile(times, 0.95)
const p50 = ({ times }: Measured) => percentile(times, 0.5)
const told = (measured: number) => `${measured.toFixed(1)} ms`

const ofPart = (part: number) => `
    join howdah.chunks as c on c.tenant_id = e.tenant_id and c.id = e.chunk_id
    join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
      and d.metadata @> '{"part": ${part}}'`

/** The nearest chunks of a tenant by hand-written SQL, with the role and the settings of the session. */
const nearest =
  (sql: ReservedSql, model: number, tenant: string, part: number | null) => (vector: string) =>
    sql.unsafe<Ids>(`
    select e.chunk_id as id from howdah.embeddings as e
    ${part === null ? '' : ofPart(part)}
    where e.model_id = ${model} and e.tenant_id = '${tenant}'
    order by e.embedding::halfvec(${dimensions}) <=> '${vector}'::halfvec(${dimensions}) limit 10`)

async function vectorArm(
  app: ReservedSql,
  corpus: Corpus,
  model: number,
  tenant: Tenant,
  part: number | null,
): Promise<Figure[]> {
  const questions = Array.from({ length: queries }, () => vectorText(corpus.near(corpus.vector())))
  await set(app, { ...as(tenant), enable_indexscan: 'off', work_mem: '64MB' })
  const exact = await measure(questions, nearest(app, model, tenant, part))
  const scan = { 'hnsw.iterative_scan': 'relaxed_order', 'hnsw.ef_search': '100' }
  await set(app, { enable_indexscan: 'on', ...scan })
  const hnsw = await measure(questions, nearest(app, model, tenant, part))
  await app`reset work_mem`
  await set(app, { 'hnsw.iterative_scan': 'off', 'hnsw.ef_search': '40' })
  const filter = part === null ? {} : { part }
  const ours = await measure(
    questions,
    (vector) => app<Ids>`
    select chunk_id as id from howdah.search('any', 10, filter => ${JSON.stringify(filter)}::text::jsonb,
      mode => 'semantic', query_embedding => ${vector}::halfvec)`,
  )
  const what =
    tenant === 'readers'
      ? `group that reads 1 % of ${tenants[tenant]}`
      : part === null
        ? `tenant with ${tenants[tenant]} chunks`
        : `filter that lets 1 % of ${tenants[tenant]} through`
  const better = `the better of exact ${told(p95(exact))} and HNSW ${told(p95(hnsw))}`
  const least = Math.min(p95(exact), p95(hnsw))
  const figures = [
    ratio(`${what}: recall@10`, recall(ours.ids, exact.ids), { atLeast: 0.95 }),
    ratio(`${what}: p95 of ${told(p95(ours))}, of ${better}`, p95(ours) / least, { atMost: 2 }),
  ]
  if (tenant === 'half' && part === null) {
    const bar = p50(ours) - p50(hnsw) <= 0.5 ? {} : { atMost: 1.15 }
    const pair = `p50 of ${told(p50(ours))}, of the hand-written query's ${told(p50(hnsw))}`
    figures.push(ratio(`${what}: ${pair}`, p50(ours) / p50(hnsw), bar))
  }
  return figures
}

/** The ten best by BM25, counted in full. */
const bm25 = (sql: ReservedSql, tenant: string) => (query: string) => sql<Ids>`
  with terms as (
    select t.lexeme, cardinality(t.positions) as times from unnest(to_tsvector('english', ${query})) as t
  ), hits as (
    select c.id, c.lexeme_count, t.lexeme, q.times, cardinality(t.positions) as tf
      from howdah.chunks as c cross join lateral unnest(c.tsv) as t join terms as q on q.lexeme = t.lexeme
     where c.tenant_id = ${tenant}
  ), size as (
    select count(*)::float8 as n, avg(lexeme_count)::float8 as length from howdah.chunks where tenant_id = ${tenant}
  ), counted as (select h.*, count(*) over (partition by lexeme)::float8 as df from hits as h)
  select c.id from counted as c, size as z group by c.id
   order by sum(c.times * ln(1 + (z.n - c.df + 0.5::float8) / (c.df + 0.5::float8)) * c.tf * 2.2::float8
     / (c.tf + 1.2::float8 * (0.25::float8 + 0.75::float8 * c.lexeme_count / z.length))) desc, c.id limit 10`

/** What is usually written: any of the words, ranked by ts_rank. */
const anyWord = (sql: ReservedSql, tenant: string) => (query: string) => sql<Ids>`
  select c.id
    from howdah.chunks as c,
         (select replace(plainto_tsquery('english', ${query})::text, '&', '|')::tsquery as words) as q
   where c.tenant_id = ${tenant} and c.tsv @@ q.words order by ts_rank(c.tsv, q.words) desc, c.id limit 10`

async function keywordArm(
  owner: ReservedSql,
  app: ReservedSql,
  corpus: Corpus,
  tenant: Tenant,
): Promise<Figure[]> {
  const questions = Array.from({ length: 2 * keywordQueries }, () => corpus.text(7))
  const exact = await measure(questions.slice(0, keywordQueries), bm25(owner, tenant))
  const plain = await measure(questions, anyWord(owner, tenant))
  await set(app, as(tenant))
  const ours = await measure(
    questions,
    (query) => app<Ids>`
    select chunk_id as id from howdah.search(${query}, 10, mode => 'keyword')`,
  )
  const what = `keyword, ${tenants[tenant]} chunks`
  const pair = `p50 of ${told(p50(ours))}, of OR with ts_rank ${told(p50(plain))}`
  const bar = tenant === 'half' ? { atMost: 1 / 3 } : {}
  return [
    ratio(`${what}: share of the exact top ten`, recall(ours.ids, exact.ids), { atLeast: 0.95 }),
    ratio(`${what}: ${pair}`, p50(ours) / p50(plain), bar),
  ]
}

/** Search by the application role under row level security, for tenants of every size. */
export const bench: Bench = {
  about: `search in 111,000 chunks of ${dimensions} dimensions, seed ${seed}, ${queries} queries each`,
  async run({ database, log }) {
    const place = await database()
    const corpus = newCorpus(seed)
    const began = Date.now()
    const model = await load(place, corpus)
    log(`loaded in ${Math.round((Date.now() - began) / 1000)} s`)
    const owner = await place.sql.reserve()
    const app = await place.sql.reserve()
    await app`set role howdah_app`
    const figures: Figure[] = []
    for (const tenant of ['half', 'tenth', 'hundredth', 'five'] as const) {
      figures.push(...(await vectorArm(app, corpus, model, tenant, null)))
    }
    figures.push(...(await vectorArm(app, corpus, model, 'half', 7)))
    figures.push(...(await vectorArm(app, corpus, model, 'readers', null)))
    for (const tenant of ['half', 'tenth', 'hundredth'] as const) {
      figures.push(...(await keywordArm(owner, app, corpus, tenant)))
    }
    await app`reset role`
    owner.release()
    app.release()
    return figures
  },
}
