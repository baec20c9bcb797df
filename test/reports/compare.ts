import type { TestDatabase } from '../support/database.ts'
import { raw } from './raw.ts'

type Sql = TestDatabase['sql']

/** Columns of latency_by_model that are right within 1 %, and half a digit of rounding. */
const near = ['p50_ms', 'p95_ms', 'p99_ms', 'first_token_p50_ms', 'first_token_p95_ms']

/** Rows, as JSON, that a report has and the single calls have not, or the other way round; none when they are equal. */
export async function compareReports(sql: Sql, view: string): Promise<unknown[]> {
  if (view === 'latency_by_model') return compareLatencies(sql)
  return sql.unsafe(`
    with report as (select to_jsonb(r) as row from howdah.${view} as r),
         calls as (select to_jsonb(r) as row from (${raw[view]}) as r)
    (select 'only in the report' as what, e.row from (select row from report except all select row from calls) as e)
    union all
    (select 'only in the calls', e.row from (select row from calls except all select row from report) as e)
    limit 10`)
}

async function compareLatencies(sql: Sql): Promise<unknown[]> {
  const close = near.map(
    (name) => `(r.${name} is null) = (c.${name} is null)
      and coalesce(abs(r.${name} - c.${name}) <= c.${name} * 0.01 + 0.5, true)`,
  )
  return sql.unsafe(`
    select to_jsonb(r) as report, to_jsonb(c) as calls
      from howdah.latency_by_model as r
      full join (${raw['latency_by_model']}) as c using (provider, model, kind)
     where (r.calls = c.calls and r.avg_ms = c.avg_ms and ${close.join(' and ')}) is not true`)
}
