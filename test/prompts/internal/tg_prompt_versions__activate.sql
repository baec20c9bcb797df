begin;
select plan(34);
create temp table made as
  select howdah.create_prompt_version('x', text) from unnest(array['one', 'two', 'three']) as text;
select howdah.create_prompt_version('y', 'other');
select howdah.activate_prompt('x', 1), howdah.activate_prompt('y', 1);
create function pg_temp.state() returns text language sql as $$
  select concat(
    (select string_agg(v.version::text, ', ') from howdah.prompt_versions as v 
      where v.tenant_id = 'default' and v.name = 'x' and v.is_active), ': ',
    (select string_agg(concat(h.from_version, '-', h.to_version), ' ' order by h.id)
       from howdah.prompt_label_history as h where h.tenant_id = 'default' and h.prompt = 'x'),
    (select string_agg(v.check_name, ' ') from howdah.verify() as v))
$$;
-- What statements leave, one after the other; the inner block takes it back.
create function pg_temp.after(variadic statements text[]) returns text language plpgsql as $$
declare
  v_state text;
begin
  begin
    for n in 1 .. cardinality(statements) loop
      execute statements[n];
      if (select count(*) > 1 from howdah.prompt_versions where name = 'x' and is_active) then
        return 'two are active';
      end if;
    end loop;
    v_state := pg_temp.state();
    raise exception 'back' using errcode = 'ZZ999';
  exception when sqlstate 'ZZ999' then
    return v_state;
  end;
end
$$;
create temp view said as select
  $$update howdah.prompt_versions set is_active = false where name = 'x' and is_active$$ as off,
  $$update howdah.prompt_versions set is_active = true where name = 'x' and version = 2$$ as two,
  $$update howdah.prompt_versions set is_active = true where name = 'x' and version = 3$$ as three,
  $$update howdah.prompt_versions set is_active = true where name = 'x' and version = 9$$ as nine,
  $$update howdah.prompt_versions set is_active = false where name = 'x' and version = 1$$ as one_off,
  $$update howdah.prompt_versions set is_active = (version = 2) where name = 'x'$$ as at_once;
select is(pg_temp.state(), '1: -1', 'at first');
select is(pg_temp.after(off, two), '2: -1 1-2', 'off, on') from said;
select is(pg_temp.after(two, off), '2: -1 1-2', 'on, off') from said;
select is(pg_temp.after(two, one_off), '2: -1 1-2', 'on, the former off') from said;
select is(pg_temp.after(at_once), '2: -1 1-2', 'in one statement') from said;
select is(pg_temp.after(off, two, off, three), '3: -1 1-2 2-3', 'twice') from said;
select is(pg_temp.after(off, two, off, 'select howdah.rollback_prompt(''x'')'), '1: -1 1-2 2-1', 'and back') from said;
select is(pg_temp.after(off, nine), '1: -1', 'off, and a version that is not there') from said;
select is(pg_temp.after(nine, off), '1: -1', 'the other way round') from said;
select is(pg_temp.after(off), '1: -1', 'off alone: the prompt still answers') from said;
select is(pg_temp.after('update howdah.prompt_versions set is_active = is_active'), '1: -1', 'as it was') from said;
select is(pg_temp.after(two, two), '2: -1 1-2', 'on again') from said;
select is(
  pg_temp.after(off, $$update howdah.prompt_versions set is_active = true where name = 'x' and content = 'two'$$),
  '2: -1 1-2', 'found by its text')
  from said;
select is(pg_temp.after(off, two, 'select howdah.activate_prompt(''x'', 3)'), '3: -1 1-2 2-3', 'beside the function')
  from said;

-- The tenant is the row's, whoever acts.
select howdah.act_as(null, 'acme');
select howdah.create_prompt_version('x', 'of acme'), howdah.create_prompt_version('x', 'of acme too');
select howdah.activate_prompt('x', 1);
update howdah.prompt_versions set is_active = true where name = 'x' and version = 2 and tenant_id = 'acme';
select results_eq(
  $$select tenant_id, version from howdah.prompt_versions where name = 'x' and is_active order by 1$$,
  $$values ('acme', 2), ('default', 1)$$, 'a row of one tenant moves that one''s label');
select howdah.act_as(null);

select throws_ok(t.change, 'PT409', t.message, t.change || ' is refused')
  from (values
    ('update howdah.prompt_versions set content = ''other''', 'prompt versions cannot be changed or deleted'),
    ('update howdah.prompt_versions set is_active = true, content = ''other'' where version = 2', null),
    ('update howdah.prompt_versions set name = ''z'' where name = ''x''', null),
    ('update howdah.prompt_versions set created_by = ''eve''', null),
    ('update howdah.prompt_versions set author = null', null),
    ('update howdah.prompt_versions set model = ''local-chat''', null),
    ('update howdah.prompt_versions set params = ''{"temperature": 1}''', null),
    ('update howdah.prompt_versions set is_active = null', null),
    ('delete from howdah.prompt_versions where name = ''x'' and version = 3', null),
    ('insert into howdah.prompt_versions (name, version, content) values (''x'', 4, ''four'')',
      'prompt versions cannot be inserted'),
    ('insert into howdah.prompt_versions (prompt, content, is_active) values (''z'', ''new'', true)', null)
  ) as t (change, message);
create function pg_temp.hint(change text) returns text language plpgsql as $$
declare v_hint text;
begin
  execute change;
exception when others then
  get stacked diagnostics v_hint = pg_exception_hint;
  return v_hint;
end
$$;
select matches(pg_temp.hint(c),
    'create_prompt_version\(''x'', content\).*activate_prompt\(''x'', [34]\)', 'the hint names the functions')
  from (values ('delete from howdah.prompt_versions where name = ''x'' and version = 3'),
    ('insert into howdah.prompt_versions (name, version, content) values (''x'', 4, ''four'')')) as t (c);
select is(pg_temp.state(), '1: -1', 'nothing has changed');
select howdah.create_prompt_version('y', 'another');
select howdah.start_experiment('y', '{"1": 50, "2": 50}');
select throws_ok($$update howdah.prompt_versions set is_active = true where name = 'y' and version = 2$$, 'PT409',
  'an experiment is running under this label', 'not under an experiment');
set local role howdah_admin;
select throws_ok(two, '42501', null, 'for the owner only')
  from (values ('update howdah.prompt_versions set is_active = true where version = 2')) as t (two);
set local role howdah_analyst;
select throws_ok('update howdah.prompt_versions set is_active = true', '42501', null, 'not for an analyst');
reset role;
select is((select content from howdah.active_prompt('x')), 'one', 'and the first version answers');
select is_empty('select * from howdah.verify()', 'all is well');
select * from finish();
rollback;
