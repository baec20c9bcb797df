create or replace function howdah_internal.wait_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  -- Two in a row are an error; the first says already why somebody waits.
  select 'call_failed', 'warning', 'lane ' || l.name, 'the last call failed and is tried again: ' || l.last_error_code,
         l.failing_since,
         coalesce(howdah_internal.failure_advice(l.last_error_code, l.provider), 'the worker''s log says more')
    from howdah.lanes as l
   where l.failure_count = 1 and coalesce(l.paused_until, '-infinity') <= howdah.clock()
     and exists (select from howdah_internal.jobs as j where j.lane = l.name and j.state in ('ready', 'running'))
  union all
  select 'not_installed', 'error', 'schema howdah',
         'everybody may call functions of it, as after pg_restore without privileges', null::timestamptz,
         'run  howdah install : it sets rights, policies and what else is missing'
   where exists (
     select from pg_proc as p
      where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and p.proacl is null)
  union all
  select 'not_installed', 'error', 'schema howdah',
         format('%s may not use it', string_agg(g.name, ', ' order by g.name)), null,
         'run  howdah install : it makes the roles and sets their rights'
    from unnest(howdah_internal.group_roles()) as g (name)
    left join pg_roles as r on r.rolname = g.name
   where not coalesce(has_schema_privilege(r.oid, 'howdah', 'usage'), false)
  having count(*) > 0
  union all
  select 'not_installed', 'error', 'schema howdah', 'policies are missing: logins see fewer rows than they may', null,
         'run  howdah install : it lays them again'
   where (
     select count(*) from howdah_internal.installed_facts as i where i.object like 'policy %') > (
     select count(*) from pg_policy as p
       join pg_class as c on c.oid = p.polrelid
        and c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace))
  union all
  select 'not_installed', 'error', 'extension vector', 'it is gone, and all vectors and functions of search with it',
         null, 'restore a backup; an install cannot bring vectors back'
   where to_regtype('halfvec') is null
  union all
  select 'read_only', 'error', format('database %I', current_database()),
         'it is read only: nothing is written, and workers wait', null,
         case g.source
           when 'database' then format('alter database %I reset default_transaction_read_only', current_database())
           else 'set default_transaction_read_only = off in the configuration of the server, and reload it'
         end
    from pg_settings as g
   where g.name = 'default_transaction_read_only' and g.setting = 'on'
     and g.source in ('database', 'configuration file', 'command line');
end
$$;
comment on function howdah_internal.wait_findings is
  'Why somebody may wait where the queue is in order: a first failed call, or an install that is not whole.';
