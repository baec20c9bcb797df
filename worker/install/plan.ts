import type { SourceFile, Sources } from './sources.ts'

/** When a step runs: always, when the migration is not in the ledger, or when functions changed. */
export type Condition = 'always' | { missingMigration: string } | 'functions changed'

/** One file to run under a condition; the steps of a plan make one transaction. */
export type Step = SourceFile & { when: Condition }

/** What the ledger of a database says. */
export type Ledger = { migrations: Set<string>; functionsHash: string | null }

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const always = (source: SourceFile): Step => ({ ...source, when: 'always' })

/** One lock for installs of one database; taken before anything is looked at. */
export const lockStep: Step = {
  file: 'install lock',
  sql: `select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('howdah install'))`,
  when: 'always',
}

/**
 * Refuses a schema of the series of migrations that was never published; its first one had this name.
 * The ledger stood in the schema howdah, wherever it stands today.
 */
const unreleasedCheck: Step = {
  file: 'ledger check',
  when: 'always',
  sql: `do $$
declare
  v_ledger regclass := to_regclass(format('%I.%I', 'howdah', 'migrations'));
  v_is_unreleased boolean := false;
begin
  if has_table_privilege(v_ledger, 'select')
     and exists (select from pg_catalog.pg_attribute where attrelid = v_ledger and attname = 'name') then
    execute format($q$select exists (select from %s where name = '000001-identity')$q$, v_ledger)
      into v_is_unreleased;
  end if;
  if v_is_unreleased then
    raise exception 'the schema was laid by an unreleased howdah before 0.2 and cannot be upgraded'
      using errcode = 'PT409',
            hint = 'Dump what you need, run  drop schema howdah cascade;  and install again.';
  end if;
end
$$`,
}

/** Steps that must run before the ledger can be read. */
export function preparation(sources: Sources): Step[] {
  const { preflight, roles, ledger } = sources
  return [lockStep, unreleasedCheck, ...[preflight, roles, ledger].map(always)]
}

/**
 * Refuses a schema whose migrations are not those of this package: one was edited after it was laid, or a
 * newer howdah has laid more, whose functions would be put back.
 */
function ledgerCheck(sources: Sources): Step {
  const known = sources.migrations.map((m) => `(${literal(m.name)}, ${literal(m.hash)})`)
  return {
    file: 'ledger check',
    when: 'always',
    sql: `do $$
declare
  v_changed text;
  v_unknown text;
begin
  select string_agg(m.name, ', ' order by m.name) filter (where k.hash != m.hash),
         string_agg(m.name, ', ' order by m.name) filter (where k.name is null)
    into v_changed, v_unknown
    from howdah_internal.migrations as m
    left join (values
      ${known.join(',\n      ')}
    ) as k (name, hash) on k.name = m.name
   where m.name != 'functions';
  if v_changed is not null then
    raise exception 'the schema was laid by another howdah, whose migrations have other contents: %', v_changed
      using errcode = 'PT409',
            hint = 'Install with the howdah that laid it, or dump what you need, run  howdah uninstall --yes  and '
              'install again.';
  end if;
  if v_unknown is not null then
    raise exception 'the schema is newer than this howdah: it has %', v_unknown
      using errcode = 'PT409', hint = 'Update the howdah package, then install again.';
  end if;
end
$$`,
  }
}

/** Steps after the preparation: context functions, migrations, functions, ledger. */
export function installation(sources: Sources): Step[] {
  const whenChanged = (source: SourceFile): Step => ({ ...source, when: 'functions changed' })
  return [
    ledgerCheck(sources),
    ...sources.context.map(whenChanged),
    ...sources.migrations.map((m) => ({
      file: m.file,
      sql: `${m.sql.trimEnd()}\ninsert into howdah_internal.migrations (name, hash, is_breaking)
  values (${literal(m.name)}, ${literal(m.hash)}, ${m.isBreaking});`,
      when: { missingMigration: m.name },
    })),
    ...sources.functions.map(whenChanged),
    whenChanged({
      file: 'ledger',
      sql: `insert into howdah_internal.migrations (name, hash) values ('functions', ${literal(sources.functionsHash)})
on conflict (name) do update set hash = excluded.hash, installed_at = pg_catalog.clock_timestamp();`,
    }),
  ]
}

/** Whether a step has something to do in a database with this ledger. */
export function isDue(step: Step, ledger: Ledger, sources: Sources): boolean {
  if (step.when === 'always') return true
  if (step.when === 'functions changed') return ledger.functionsHash !== sources.functionsHash
  return !ledger.migrations.has(step.when.missingMigration)
}

/** SQL that is true when the step is due; the same rule as `isDue`, for a script that runs alone. */
export function conditionSql(when: Exclude<Condition, 'always'>, sources: Sources): string {
  return when === 'functions changed'
    ? `(select hash from howdah_internal.migrations where name = 'functions')
      is distinct from ${literal(sources.functionsHash)}`
    : `not exists (select from howdah_internal.migrations where name = ${literal(when.missingMigration)})`
}
