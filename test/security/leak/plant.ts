import type { TransactionSql } from 'postgres'
import type { TestDatabase } from '../../support/database.ts'

type Sql = TestDatabase['sql']

/** Two tenants with two users each; the empty user is what a whole tenant sees. */
export const people = [
  { tenant: 'acme', user: 'ann' },
  { tenant: 'acme', user: 'bob' },
  { tenant: 'beta', user: 'cid' },
  { tenant: 'beta', user: 'dan' },
] as const
export type Person = { tenant: string; user: string }

/** What stands in everything of a person, or of a tenant where no user is named. */
export const markerOf = (tenant: string, user = 'all') => `zq-${tenant}-${user}-qz`

/** A marker as the data of a file. */
const asData = (mark: string) => btoa(mark).replace(/=+$/, '')

/** The markers in a text that are not of what this person may see. */
export function foreignMarkers(text: string, { tenant, user }: Person): string[] {
  const own = [markerOf(tenant, user), markerOf(tenant)]
  const data = people
    .map((one) => markerOf(one.tenant, one.user))
    .filter((marker) => text.includes(asData(marker)))
  return [...new Set([...(text.match(/zq-[a-z]+-[a-z]+-qz/g) ?? []), ...data])].filter(
    (marker) => !own.includes(marker),
  )
}

/** An image by address and one as data, both with the marker. */
const partsOf = (mark: string) => [
  { type: 'image', url: `https://example.org/${mark}.png`, name: `${mark}.png` },
  { type: 'file', url: `data:text/plain;base64,${btoa(mark)}`, name: `${mark}.txt` },
  { type: 'text', text: `A part of ${mark}.` },
]

/** Takes the steps before the answer: no vector, and the passages in the order that they have. */
async function rank(tx: Sql | TransactionSql, claimed: Record<string, unknown>): Promise<void> {
  let step = claimed['step'] as Record<string, unknown> | null
  while (step && step['call'] !== 'chat') {
    const { documents = [] } = step['request'] as { documents?: string[] }
    const outcome =
      step['call'] === 'rerank'
        ? { result: { results: documents.map((_, index) => ({ index, score: 1 - index / 100 })) } }
        : { failure: { code: 'connection', message: 'none' } }
    const [row] = await tx`
      select howdah.next_step(${claimed['job_id'] as string}, ${claimed['token'] as string},
        ${tx.json({ ref: step['ref'], ...outcome } as never)}) as step`
    step = row!['step'] as typeof step
  }
}

/** Rows of every kind for one person, by the functions that an application calls. */
export async function live(sql: Sql, { tenant, user }: Person): Promise<void> {
  const mark = markerOf(tenant, user)
  await sql`select howdah.register_model('local', 'local-rerank', 'rerank')`
  await sql.begin(async (tx) => {
    // For a group of this person alone, of nobody's own.
    await tx`select howdah.act_as(null, ${tenant})`
    await tx`select howdah.set_group(${`${mark}-group`}, ${[user]})`
    await tx`select howdah.add_document(${`Granite that ${mark} may read.`}, ${`${mark}-read.md`}, ${mark},
      readers => ${[`${mark}-group`]})`
    await tx`select howdah.act_as(${user}, ${tenant})`
    await tx`select howdah.set_user(${user}, ${`${mark}@example.org`}, 'pro', ${tx.json({ note: mark })})`
    await tx`select howdah.add_document(${`# ${mark}\n\nGranite of ${mark}.`}, ${`${mark}.md`}, ${mark},
      ${tx.json({ topic: mark })})`
    const [made] = await tx`
      select howdah.start_conversation(${mark}, variables => ${tx.json({ tone: mark })},
        metadata => ${tx.json({ note: mark })}) as id`
    const id = made!['id'] as string
    const [sent] = await tx`
      select howdah.send_message(${id}, ${`What of granite ${mark}?`}, ${mark}, ${tx.json({ mood: mark })},
        run_by => 'caller', parts => ${tx.json(partsOf(mark))}, rerank => 'local/local-rerank') as id`
    const [claimed] =
      await tx`select * from howdah.claim_message(${sent!['id']}, all_steps => true)`
    await rank(tx, claimed!)
    await tx`
      select howdah.complete_message(${claimed!['job_id']}, ${claimed!['token']}, message_id => ${sent!['id']},
        content => ${`An answer for ${mark}.`}, finish_reason => 'stop',
        usage => '{"input_tokens": 5, "output_tokens": 5}')`
    await tx`select howdah.give_feedback(${sent!['id']}, 1, ${mark})`
    await tx`select howdah.send_message(${id}, ${`And what next, ${mark}?`})`
    await tx`select howdah.record_usage('local/local-chat', '{"input_tokens": 9, "output_tokens": 1}',
      feature => ${mark})`
    await tx`select howdah.request_query_embedding(${`granite ${mark}`})`
    await tx`select howdah.record_retrieval(${`granite ${mark}`}, '{0.5}')`
    await tx`select from howdah.logged_search(${`granite ${mark}`}, mode => 'keyword')`
  })
}

/** A summary of what one person said: only the owner can write one without a model. */
async function summarise(sql: Sql, { tenant, user }: Person): Promise<void> {
  const mark = markerOf(tenant, user)
  await sql`
    insert into howdah.conversation_summaries (tenant_id, conversation_id, user_id, from_seq, to_seq, message_id,
      run_id, content, token_count)
    select m.tenant_id, m.conversation_id, m.user_id, 1, m.seq, m.id, m.id, ${`They spoke of ${mark}.`}, 9
      from howdah.messages as m where m.content = ${`An answer for ${mark}.`}`
}

/** Rows of a whole tenant. */
export async function furnish(sql: Sql, tenant: string): Promise<void> {
  const mark = markerOf(tenant)
  await sql.begin(async (tx) => {
    await tx`select howdah.act_as(null, ${tenant})`
    await tx`select howdah.set_tenant(${tenant}, 'UTC', 'pro')`
    await tx`select howdah.create_collection(${`${mark}-kept`}, description => ${mark})`
    await tx`select howdah.add_document(${`Slate and granite of ${mark}.`}, ${`${mark}.md`}, ${mark}, private => false)`
    await tx`select howdah.create_prompt_version(${`${mark}-prompt`}, ${`Answer as ${mark}.`},
      commit_message => ${mark})`
    await tx`select howdah.activate_prompt(${`${mark}-prompt`}, 1)`
    await tx`select howdah.set_budget('tenant', 100000)`
    await tx`select howdah.set_rate_limit('user', 100000, period => 'hour')`
    await tx`select howdah.set_setting('access_log_text', 'on')`
    await tx`select howdah.judge_query(${`granite ${mark}`}, ${`${mark}.md`})`
  })
}

/** Columns that name something: another value would be another thing. */
const named =
  '{mode,locale,language,model,provider,feature,collection,prompt,label,user_id,owner_id,kind,lane,state,status,' +
  'role,scope,subject,scope_id,period,form,unit,unit_id,time_zone,plan,rater,rater_kind,run_by,retrieval_mode,' +
  'source_schema,source_table,subject}'

/** Writes the marker of its tenant and user into every text, array and JSON that no key or check reads. */
async function plantEverywhere(sql: Sql): Promise<number> {
  const columns = await sql<
    { relation: string; column: string; type: string; has_user: string | null }[]
  >`
    select c.oid::regclass::text as relation, quote_ident(a.attname) as column, t.typname as type,
           (select quote_ident(u.attname) from pg_attribute as u
             where u.attrelid = c.oid and u.attname in ('user_id', 'owner_id') and not u.attisdropped
               limit 1) as has_user
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type as t on t.oid = a.atttypid
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and not c.relispartition
       and t.typname in ('text', '_text', 'jsonb')
       and exists (select from pg_attribute as k where k.attrelid = c.oid and k.attname = 'tenant_id')
       and not exists (select from pg_index as i where i.indrelid = c.oid and a.attnum = any (i.indkey))
       and not exists (select from pg_constraint as k where k.conrelid = c.oid and a.attnum = any (k.conkey))
       and a.attname != all (${named}::text[])`
  let planted = 0
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    for (const { relation, column, type, has_user } of columns) {
      const user = has_user ? `coalesce(nullif(${has_user}, ''), 'all')` : `'all'`
      const mark = `'zq-' || tenant_id || '-' || ${user} || '-qz'`
      const value = {
        text: `coalesce(${column}, '') || ' ' || ${mark}`,
        _text: `${column} || (${mark})`,
        jsonb: `${column} || jsonb_build_object('zq', ${mark})`,
      }[type]
      const where = type === 'jsonb' ? ` and jsonb_typeof(${column}) = 'object'` : ''
      await tx
        .savepoint((sp) =>
          sp.unsafe(
            `update ${relation} set ${column} = ${value} where tenant_id in ('acme', 'beta')${where}`,
          ),
        )
        .then(() => (planted += 1))
        .catch(() => undefined)
    }
  })
  return planted
}

/** Fills a database; returns in how many columns markers stand beside those of the functions. */
export async function plant({ sql }: TestDatabase): Promise<number> {
  for (const tenant of ['acme', 'beta']) await furnish(sql, tenant)
  for (const person of people) {
    await live(sql, person)
    await summarise(sql, person)
  }
  return plantEverywhere(sql)
}
