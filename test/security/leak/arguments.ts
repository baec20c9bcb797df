import type { Random } from '../../support/random.ts'
import type { TestDatabase } from '../../support/database.ts'

/** A function of the schema as the catalog describes it. */
export type Routine = {
  name: string
  returns: string
  volatile: boolean
  names: string[]
  types: string[]
  defaults: number
}

/** The functions that a role may call. */
export async function routinesOf({ sql }: TestDatabase, role: string): Promise<Routine[]> {
  return sql<Routine[]>`
    select p.pronamespace::regnamespace || '.' || p.proname as name, p.prorettype::regtype::text as returns,
      p.provolatile = 'v' as volatile,
           p.pronargdefaults as defaults,
           array(
             select p.proargnames[n] from generate_subscripts(p.proargnames, 1) as n
              where coalesce(p.proargmodes[n], 'i') in ('i', 'b', 'v') order by n
           ) as names,
           array(select t::regtype::text from unnest(p.proargtypes) with ordinality as u (t, n) order by n) as types
      from pg_proc as p
     where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and p.prokind = 'f'
       and p.prorettype != 'trigger'::regtype
       and has_function_privilege(${role}, p.oid, 'execute')
     order by 1, p.oid`
}

/** Values of a database that belong to somebody: what a stranger might guess or overhear. */
export async function overheard(
  { sql }: TestDatabase,
  tenant: string,
): Promise<Record<string, string[]>> {
  const list = async (query: string) => (await sql.unsafe(query)).map((row) => String(row['value']))
  const others = `tenant_id != '${tenant}' or false`
  const uuid = await list(`
    select id as value from howdah.documents union select id from howdah.conversations
    union select id from howdah.messages union select id from howdah_internal.reservations
    union select call_id from howdah.llm_usage`)
  const bigint = await list(`
    select id::text as value from howdah.chunks union select id::text from howdah_internal.jobs
    union select token::text from howdah_internal.jobs where token is not null
    union select id::text from howdah.prompt_versions union select id::text from howdah.retrieval_metrics`)
  const text = await list(`
    select source as value from howdah.documents union select name from howdah.collections
    union select name from howdah.prompts union select tenant_id from howdah.tenants
    union select id from howdah.users union select title from howdah.documents where ${others}`)
  return { uuid, bigint, text: [...text, 'granite', 'default', '*'] }
}

/** Values without which a call gets nowhere, by the name of the parameter; good with any search_path. */
const sensible: Record<string, string[]> = {
  mode: [`'hybrid'`, `'keyword'`],
  query: [`'granite'`, `'what of granite'`],
  model: [`'local/local-chat'`],
  collection: [`'default'`, `'*'`],
  filter: [`'{}'`],
  label: [`'production'`],
  time_zone: [`'UTC'`],
  schedule: [`'0 3 * * *'`],
  run_by: [`'caller'`, `'worker'`],
  role: [`'user'`],
  match_count: ['10'],
  similarities: [`'{0.5}'`],
  source: [`'new.md'`, `'zq-acme-bob-qz.md'`],
  usage: [`'{"input_tokens": 5, "output_tokens": 1}'`],
  chunks: [`'[{"content": "granite"}]'`],
  deadline: [`pg_catalog.now() operator(pg_catalog.+) interval '1 minute'`],
  parent_message_id: ['null'],
  query_embedding: ['null', `pg_catalog.array_fill(0.05, array[384])::vector`],
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Other values, by type; what stands in no list is null. */
const plain: Record<string, string[]> = {
  integer: Array.from({ length: 21 }, (_, n) => String(n)),
  boolean: ['true', 'false'],
  jsonb: [
    ...[`'{}'`, `'[]'`, `'{"zq": {"exists": true}}'`],
    `'{"input_tokens": 5, "output_tokens": 1}'`,
  ],
  numeric: ['0.5', '1', '100'],
  interval: [`'1 minute'`],
  'timestamp with time zone': [`'-infinity'`, `'infinity'`, 'pg_catalog.now()'],
  date: ['current_date'],
}
plain['smallint'] = plain['integer']!
plain['double precision'] = plain['numeric']!

/** A value for a parameter, as SQL. */
function valueFor(name: string, type: string, known: Record<string, string[]>, random: Random) {
  if (sensible[name] && random.chance(0.85)) return random.pick(sensible[name])
  const [, item = '', isArray] = /^(text|uuid|bigint)(\[\])?$/.exec(type) ?? []
  if (!item) return random.pick(plain[type] ?? ['null'])
  const one = () => literal(random.pick(known[item]!))
  if (!isArray) return one()
  return `array[${item === 'bigint' ? `${one()}, ${one()}` : one()}]`
}

/** Arguments for a call, as SQL: known values of others, or nothing where there is a default. */
export function argumentsFor(
  { names, types, defaults }: Routine,
  values: Record<string, string[]>,
  random: Random,
): string {
  const given = names.flatMap((name, index) => {
    const type = types[index]!
    if (index >= names.length - defaults && random.chance(0.5)) return []
    return [`${name} => (${valueFor(name, type, values, random)})::${type}`]
  })
  return given.join(', ')
}
