begin;
select plan(14);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two', 'three']) as text;
create temp table moved as
  select howdah.activate_prompt('support', v) as version_before from unnest(array[1, 2, 1, 3]) as v;
select is_empty('select * from howdah.verify()', 'as the functions write it, all is well');

create function pg_temp.found_after(tampering text) returns text language plpgsql as $$
declare
  v_found text;
begin
  -- As a superuser who goes past every trigger; the inner block takes it back.
  begin
    alter table howdah_internal.prompt_versions disable trigger user;
    alter table howdah.prompt_label_history disable trigger user;
    set local session_replication_role = replica;
    execute tampering;
    set local session_replication_role = origin;
    alter table howdah_internal.prompt_versions enable trigger user;
    alter table howdah.prompt_label_history enable trigger user;
    alter table howdah_internal.prompt_versions enable always trigger prompt_versions_are_immutable;
    alter table howdah_internal.prompt_versions enable always trigger prompt_versions_are_not_truncated;
    alter table howdah.prompt_label_history enable always trigger prompt_label_history_is_immutable;
    alter table howdah.prompt_label_history enable always trigger prompt_label_history_is_not_truncated;
    select string_agg(distinct v.check_name, ', ' order by v.check_name) into v_found from howdah.verify() as v;
    raise exception 'back' using errcode = 'ZZ999';
  exception when sqlstate 'ZZ999' then
    null;
  end;
  return v_found;
end
$$;
select is(pg_temp.found_after(t.tampering), t.found, t.tampering)
  from (values
    ('select 1', null),
    ($$update howdah_internal.prompt_versions set content = content || ' ' where prompt = 'support' and version = 2$$,
      'version_is_as_written'),
    ($$update howdah_internal.prompt_versions set params = '{"seed": 1}' where prompt = 'support' and version = 2$$,
      'version_is_as_written'),
    ($$update howdah_internal.prompt_versions set commit_message = 'x' where prompt = 'support' and version = 2$$,
      'version_is_as_written'),
    ($$update howdah_internal.prompt_versions set created_at = created_at - interval '1 us' where prompt = 'support'
      and version = 2$$,
     'version_is_as_written'),
    ($$delete from howdah_internal.prompt_versions where prompt = 'support' and version = 2$$, 'versions_have_no_gaps'),
    ($$delete from howdah_internal.prompt_versions where prompt = 'support' and version = 3$$,
     'label_has_its_version, versions_have_no_gaps'),
    ($$delete from howdah.prompts where name = 'support'$$, 'version_has_its_prompt'),
    ($$update howdah.prompt_labels set version = 2 where prompt = 'support'$$, 'label_is_where_history_ends'),
    ($$delete from howdah.prompt_labels where prompt = 'support'$$, 'label_is_where_history_ends'),
    ($$update howdah.prompt_label_history set reason = 'x' where prompt = 'support' and to_version = 2$$,
      'history_is_as_written'),
    -- From 1 to 2 and back again: without both moves the versions still follow each other, the hashes do not.
    ($$delete from howdah.prompt_label_history h where prompt = 'support' and id in (
         select id from howdah.prompt_label_history where prompt = 'support' order by id offset 1 limit 2)$$,
     'history_is_as_written')
  ) as t (tampering, found);

alter table howdah_internal.prompt_versions disable trigger prompt_versions_are_immutable;
select results_eq(
  'select check_name, object from howdah.verify()',
  $$values ('trigger_guards', 'trigger prompt_versions_are_immutable on howdah_internal.prompt_versions')$$,
  'a trigger that is switched off is found'
);

select * from finish();
rollback;
