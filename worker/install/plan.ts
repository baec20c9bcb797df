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

/** Steps that must run before the ledger can be read. */
export function preparation(sources: Sources): Step[] {
  return [lockStep, ...[sources.preflight, sources.roles, sources.ledger].map(always)]
}

/** Refuses a schema that a newer howdah has laid: its functions would be put back. */
function newerSchemaCheck(sources: Sources): Step {
  const known = ['functions', ...sources.migrations.map((m) => m.name)].map(literal).join(', ')
  return {
    file: 'ledger check',
    when: 'always',
    sql: `do $$
declare
  v_unknown text := (select string_agg(m.name, ', ') from howdah.migrations as m where m.name not in (${known}));
begin
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
    newerSchemaCheck(sources),
    ...sources.context.map(whenChanged),
    ...sources.migrations.map((m) => ({
      file: m.file,
      sql: `${m.sql.trimEnd()}\ninsert into howdah.migrations (name, hash, is_breaking) values (${literal(m.name)}, ${literal(m.hash)}, ${m.isBreaking});`,
      when: { missingMigration: m.name },
    })),
    ...sources.functions.map(whenChanged),
    whenChanged({
      file: 'ledger',
      sql: `insert into howdah.migrations (name, hash) values ('functions', ${literal(sources.functionsHash)})
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
    ? `(select hash from howdah.migrations where name = 'functions') is distinct from ${literal(sources.functionsHash)}`
    : `not exists (select from howdah.migrations where name = ${literal(when.missingMigration)})`
}
