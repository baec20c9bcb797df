import { dollarQuote, literal } from './quote.ts'
import { sha256, type Sources } from './sources.ts'
import type { Step } from './step.ts'
import { splitView } from './views.ts'

/** Looks at the catalog with the functions of this package, whatever stands there under their names. */
function checker(sources: Sources): string {
  const names = ['group_roles', 'key_facts', 'install_facts', 'install_differences']
  return sources.context
    .filter(({ file }) => names.some((name) => file.endsWith(`/${name}.sql`)))
    .map(({ file, sql }) => {
      const name = `howdah_internal.${file.replace(/^.*\/|\.sql$/g, '')}`
      const body = /as \$\$([\s\S]*?)\$\$;/.exec(sql)?.[1] ?? ''
      return `  if not exists (
    select from pg_catalog.pg_proc as p
     where p.oid = to_regproc('${name}') and sha256(convert_to(p.prosrc, 'UTF8')) = '\\x${sha256(body)}') then
    execute ${dollarQuote(sql)};
    v_is_due := true;
  end if;`
    })
    .join('\n')
}

/** Says in settings of the transaction what is due; refuses to put back functions of a newer package. */
export function dueStep(sources: Sources): Step {
  const views = Object.fromEntries(
    sources.functions.flatMap((source) => splitView(source)?.mark ?? []),
  )
  return {
    file: 'due',
    when: 'always',
    sql: `do $howdah_due$
declare
  v_is_due boolean := false;
  v_hash text := (select m.hash from howdah_internal.migrations as m where m.name = 'functions');
  v_package text := (
    select obj_description(c.oid, 'pg_constraint')::jsonb ->> 'package' from pg_catalog.pg_constraint as c
     where c.conrelid = 'howdah_internal.migrations'::regclass and c.conname = 'migrations_pkey');
  v_damage text[];
  v_differences text;
  v_is_first boolean := not exists (select from howdah_internal.migrations);
  v_migrations boolean := exists (
    select from unnest(array[${sources.migrations.map(({ name }) => literal(name)).join(', ')}]) as n (name)
     where n.name not in (select m.name from howdah_internal.migrations as m));
begin
  if v_hash is distinct from ${literal(sources.functionsHash)}
     and string_to_array(regexp_replace(v_package, '[^0-9.].*', ''), '.')::int[]
       > ${literal(`{${sources.version.replace(/[^0-9.].*/, '').replaceAll('.', ',')}}`)}::int[]
     and coalesce(current_setting('howdah.takes_older', true), '') != 'on' then
    raise exception 'the functions of howdah % are there, and this is howdah ${sources.version}', v_package
      using errcode = 'PT409', hint = 'Update the howdah package; to go back all the same:  howdah install --older';
  end if;
${checker(sources)}
  select array_agg(d.object) filter (where d.object ~ '^(policy|trigger|constraint|index) ' or d.is_redefined
             or d.difference ~ 'row security|open partitions'),
         string_agg(concat_ws(' ', d.object, d.difference), E'\n' order by d.object)
    into v_damage, v_differences
    from howdah_internal.install_differences() as d
    join howdah_internal.installed_facts as i using (object)
   -- Indexes are made when the install has ended, unless they are keys.
   where d.object not like 'index %' or i.source like 'CREATE UNIQUE %';
  perform set_config('howdah.functions_due', case when v_is_due or v_migrations or v_differences is not null
            or v_hash is distinct from ${literal(sources.functionsHash)} then 'on' else 'off' end, true),
          set_config('howdah.migrations_due', case when v_migrations then 'on' else 'off' end, true),
          set_config('howdah.is_first', case when v_is_first then 'on' else 'off' end, true),
          set_config('howdah.package', v_package, true),
          set_config('howdah.damage', coalesce(to_jsonb(v_damage), '[]')::text, true),
          set_config('howdah.differences',
            case when v_hash = ${literal(sources.functionsHash)} then v_differences end, true),
          set_config('howdah.views', ${literal(JSON.stringify(views))}, true);
end
$howdah_due$;`,
  }
}
