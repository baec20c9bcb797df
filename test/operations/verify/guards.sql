begin;
select plan(3);

create function pg_temp.untold(how text) returns setof text language plpgsql as $$
declare
  v_trigger record;
begin
  for v_trigger in
    select t.tgname, t.tgrelid::regclass as relation,
           format('trigger %I on %I.%I', t.tgname, c.relnamespace::regnamespace, c.relname) as object
      from pg_trigger as t
      join pg_class as c on c.oid = t.tgrelid and c.relkind != 'v'
       and c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
     where not t.tgisinternal and t.tgparentid = 0
  loop
    begin
      execute format(how, v_trigger.relation, v_trigger.tgname);
      if not exists (
        select from howdah.verify() as v where v.check_name = 'trigger_guards' and v.object = v_trigger.object) then
        return next v_trigger.object;
      end if;
      raise exception 'back' using errcode = 'PT999';
    exception
      when sqlstate 'PT999' then null;
    end;
  end loop;
end
$$;
select is_empty($$select pg_temp.untold('alter table %s disable trigger %I')$$, 'whichever guard is off is told');
select is_empty($$select pg_temp.untold('drop trigger %2$I on %1$s')$$, 'whichever is missing is told');
select is_empty(
  $$select pg_temp.untold('alter table %s enable replica trigger %I')$$, 'and which fires for a replica only');

select * from finish();
rollback;
