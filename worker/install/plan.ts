import { dueStep } from './due.ts'
import { keysStep } from './keys.ts'
import { literal } from './quote.ts'
import type { SourceFile, Sources } from './sources.ts'
import type { Condition, Due, Step } from './step.ts'
import { splitView } from './views.ts'

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

/** Writes down what was laid, in rows, and as a comment for dumps without rows. */
function ledgerStep(sources: Sources): Step {
  return {
    file: 'ledger',
    when: 'functions due',
    sql: `insert into howdah_internal.migrations (name, hash) values ('functions', ${literal(sources.functionsHash)})
on conflict (name) do update set hash = excluded.hash, installed_at = pg_catalog.clock_timestamp();
do $howdah_ledger$
declare
  v_left text;
begin
  execute format('comment on constraint migrations_pkey on howdah_internal.migrations is %L', (
    select jsonb_build_object('package', ${literal(sources.version)}, 'migrations',
             jsonb_agg(jsonb_build_object('name', m.name, 'hash', m.hash, 'is_breaking', m.is_breaking)
               order by m.name))
      from howdah_internal.migrations as m where m.name != 'functions'));
  if nullif(current_setting('howdah.differences'), '') is not null then
    select string_agg(d.object || ' ' || d.difference, ', ' order by d.object) into v_left
      from howdah_internal.install_differences() as d
      join howdah_internal.installed_facts as i using (object)
     where d.object not like 'index %' or i.source like 'CREATE UNIQUE %';
    if v_left is not null then
      raise warning 'this is not as an install left it, and no install can mend it: %', v_left;
    end if;
  end if;
  perform howdah_internal.note_install();
end
$howdah_ledger$;`,
  }
}

/** What doctor() says of the roles and databases around this one. */
const serverStep: Step = {
  file: 'server',
  when: 'always',
  sql: `do $$
declare
  v_finding record;
begin
  for v_finding in select f.subject, f.finding, f.advice from howdah_internal.server_findings() as f loop
    raise warning '%: %', v_finding.subject, v_finding.finding using hint = v_finding.advice;
  end loop;
end
$$`,
}

/**
 * Steps after the preparation: what is due, locks, context functions, migrations, functions, ledger. Locks come first:
 * an autovacuum that waits for what this transaction wrote about a table would keep that table's lock for ever.
 */
export function installation(sources: Sources): Step[] {
  const whenDue = (source: SourceFile): Step => ({ ...source, when: 'functions due' })
  return [
    ledgerCheck(sources),
    dueStep(sources),
    whenDue(sources.locks),
    ...sources.context.map(whenDue),
    whenDue(sources.mend),
    whenDue(sources.rowTypes),
    ...sources.migrations.map((m) => ({
      file: m.file,
      sql: `${m.sql.trimEnd()}\ninsert into howdah_internal.migrations (name, hash, is_breaking)
  values (${literal(m.name)}, ${literal(m.hash)}, ${m.isBreaking});`,
      when: { missingMigration: m.name },
    })),
    keysStep(sources),
    ...sources.functions.map((source) =>
      whenDue({ ...source, sql: splitView(source)?.sql ?? source.sql }),
    ),
    ledgerStep(sources),
    serverStep,
  ]
}

/** Whether a step has something to do. */
export function isDue(step: Step, due: Due): boolean {
  if (step.when === 'always') return true
  return step.when === 'functions due'
    ? due.functions
    : due.migrations.has(step.when.missingMigration)
}

/** SQL that is true when the step is due; the same rule as `isDue`, for a script that runs alone. */
export function conditionSql(when: Exclude<Condition, 'always'>): string {
  return when === 'functions due'
    ? `current_setting('howdah.functions_due') = 'on'`
    : `not exists (select from howdah_internal.migrations where name = ${literal(when.missingMigration)})`
}
