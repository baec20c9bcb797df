import { parseArguments, usageError, wholeNumber } from '../arguments.ts'
import type { Command } from '../command.ts'
import { lostConnection, withDeadline, type Database } from '../database.ts'
import { awaitVectors } from '../evaluate/await-vectors.ts'
import { readQuestions, type Question } from '../evaluate/read-questions.ts'
import { count, fit, latency } from '../status/text.ts'
import { help } from './help.ts'
import { withDatabase } from './open.ts'

const modes = ['hybrid', 'semantic', 'keyword']

/** A row of `howdah.evaluate_search()`. */
type Result = {
  query_count: number
  ndcg: number
  recall: number
  mrr: number
  empty_count: number
  keyword_count: number
  p50_ms: number
  p95_ms: number
}

/** A row of `howdah.evaluate_queries()`. */
type Answer = { query: string; ndcg: number; sources: string[] }

/** Makes the questions of the files the whole set, and returns the sources that are no documents. */
async function judge(
  sql: Database,
  questions: Question[],
  set: string,
  collection: string,
): Promise<string[]> {
  const rows = questions.flatMap(({ query, sources }) =>
    sources.map(([source, grade]) => ({ query, source, grade })),
  )
  // In one statement: the driver dies when a transaction in several parts loses its connection.
  const judged = await withDeadline(
    sql`
      select howdah.judge_query(
               query => case when d.count >= 0 then j.query end, source => j.source, grade => j.grade,
               query_set => ${set}, collection => ${collection})
        from howdah.delete_judged_queries(${set}) as d (count),
             jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as j (query text, source text, grade float8)`,
    600_000,
  )
  if (judged.length < rows.length) throw lostConnection()
  const missing = await withDeadline(
    sql<{ source: string }[]>`
      select distinct j.source
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as j (source text)
       where not exists (
         select from howdah.documents as d
          where d.source = j.source and (d.collection = ${collection} or ${collection} = '*'))
       order by j.source`,
    600_000,
  )
  return missing.map(({ source }) => source)
}

const share = (value: number) => value.toFixed(3)

function layout(set: string, k: number, mode: string, result: Result, worst: Answer[]): string[] {
  const { query_count, empty_count, keyword_count } = result
  // Without a vector. Keyword mode has none anyway.
  const alone = mode === 'keyword' ? '' : `, ${count(keyword_count)} were searched by keyword alone`
  return [
    `${count(query_count)} questions of the set ${set}: nDCG@${k} ${share(result.ndcg)}, ` +
      `recall@${k} ${share(result.recall)}, MRR ${share(result.mrr)}`,
    `${count(empty_count)} found nothing${alone}; ` +
      `p50 ${latency(result.p50_ms)}, p95 ${latency(result.p95_ms)}`,
    ...(worst.length > 0 ? ['where it fails:'] : []),
    ...worst.map(
      ({ query, ndcg, sources }) =>
        `  ${share(ndcg)}  ${fit(query, 70)}  found ${sources.slice(0, 3).join(', ') || 'nothing'}`,
    ),
  ]
}

/** `howdah evaluate`, as help.ts describes it. */
export const evaluate: Command = async (args, env) => {
  const { values, positionals } = parseArguments(args, help.evaluate.options, Infinity)
  if (positionals.length === 0)
    throw usageError('evaluate takes files of questions or a folder', 'howdah evaluate questions/')
  const { set, collection, mode, note } = values
  if (!modes.includes(mode)) throw usageError(`--mode is not one of ${modes.join(', ')}`)
  const k = wholeNumber('--k', values.k, 1, 100)
  const questions = await readQuestions(positionals)
  return withDatabase(env, async (sql) => {
    const complain = (line: string) => console.error(`howdah: ${line}`)
    const missing = await judge(sql, questions, set, collection)
    if (missing.length > 0)
      complain(`no document of the collection has the source ${fit(missing.join(', '), 200)}`)
    if (mode !== 'keyword') await awaitVectors(sql, set, collection, complain)
    const [result] = await withDeadline(
      sql<Result[]>`
        select query_count::integer, ndcg, recall, mrr, empty_count::integer, keyword_count::integer, p50_ms, p95_ms
          from howdah.evaluate_search(query_set => ${set}, k => ${k}, mode => ${mode}, note => ${note ?? null})`,
      600_000,
    )
    if (result === undefined) throw lostConnection()
    const answers = await withDeadline(
      sql<Answer[]>`
        select query, ndcg, to_jsonb(sources) as sources
          from howdah.evaluate_queries(query_set => ${set}, k => ${k}, mode => ${mode})
         order by ndcg, query limit ${values.json ? null : 5}`,
      600_000,
    )
    if (values.json)
      console.log(JSON.stringify({ set, k, mode, ...result, queries: answers }, null, 2))
    else {
      const worst = answers.filter(({ ndcg }) => ndcg < 0.5)
      console.log(layout(set, k, mode, result, worst).join('\n'))
    }
    return 0
  })
}
