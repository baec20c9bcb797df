import { literal } from './quote.ts'
import type { Sources } from './sources.ts'
import type { Step } from './step.ts'

/** Notes which constraints and indexes there have to be, and makes those again that a restore or somebody has lost. */
export function keysStep({ keys }: Sources): Step {
  const rows = keys.sql
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t') as [string, string])
  return {
    file: keys.file,
    when: 'functions due',
    sql: `with listed (object, source) as (values
  ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(',\n  ')}
),
gone as (
  delete from howdah_internal.installed_facts as i
   where i.object ~ '^(constraint|index) ' and i.object not in (select l.object from listed as l)
)
insert into howdah_internal.installed_facts as i (object, state, source)
select l.object, 'valid', l.source from listed as l
on conflict (object) do update set state = 'valid', source = excluded.source, definition = null
 where i.source is distinct from excluded.source;
select howdah_internal.mend_keys(redefined => array(
  select jsonb_array_elements_text(current_setting('howdah.damage')::jsonb)))`,
  }
}

/** Makes lost indexes in one statement, for a script and for the embedded server; the tables can be read meanwhile. */
export const plainIndexes = `do $howdah_indexes$
declare
  v_index record;
begin
  perform set_config('lock_timeout', '5s', true);
  for v_index in select l.* from howdah_internal.lost_indexes() as l loop
    begin
      if v_index.is_there then
        execute format('drop index %s', v_index.name);
      end if;
      execute v_index.statement;
    exception
      when others then
        raise warning '% on % could not be made: %', v_index.name, v_index.relation, sqlerrm;
    end;
  end loop;
end
$howdah_indexes$`
