-- All locks that the rest will want, before the first of them is needed: views from the outermost to the innermost, as
-- readers take them, then tables. Never held, and never waited for, longer than deadlock_timeout (1 s), so that
-- no statement of an application meets a deadlock: what cannot be had is given back, said, and tried again.
do $$
declare
  v_wanted text[] := string_to_array(nullif(current_setting('howdah.locks_wanted', true), ''), ' ');
  v_has_all boolean := current_setting('howdah.migrations_due') = 'on' or 'all' = any (v_wanted);
  v_views jsonb := current_setting('howdah.views')::jsonb;
  v_outer text[];
  v_first text[];
  v_tables text[];
  v_started timestamptz := clock_timestamp();
  v_patience interval := coalesce(nullif(current_setting('howdah.patience', true), ''), '10 minutes');
  v_until timestamptz;
  v_relation text;
  v_who text;
  v_said text;
begin
  if current_setting('howdah.is_first') = 'on' then
    return;
  end if;
  with recursive ours as (
    select c.oid, c.relkind, c.relispartition, format('%I.%I', c.relnamespace::regnamespace, c.relname) as name,
           -- Every call reads these first: who comes now waits there and holds nothing else.
           array_position('{settings,tenants,users,lanes}', c.relname::text) as place
      from pg_class as c
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('v', 'r', 'p')
  ),
  damaged as (
    select regexp_replace(d.object, '^((policy|trigger|constraint|index) .* on|view|table) ', '') as name
      from jsonb_array_elements_text(current_setting('howdah.damage')::jsonb) as d (object)
  ),
  needed as (
    select o.*
      from ours as o
      left join howdah_internal.installed_facts as f on f.object = 'view ' || o.name
     where v_has_all or o.name = any (v_wanted) or o.name in (select d.name from damaged as d)
        or (o.relkind = 'v' and f.source is distinct from v_views ->> o.name
          and exists (select from howdah_internal.installed_objects as i where i.identity = 'view ' || o.name))
  ),
  depth (oid, n) as (
    select n.oid, 0 from needed as n where n.relkind = 'v'
    union
    select d.refobjid, p.n + 1
      from depth as p
      join pg_rewrite as r on r.ev_class = p.oid
      join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refobjid != p.oid
      join pg_class as v on v.oid = d.refobjid and d.refclassid = 'pg_class'::regclass and v.relkind = 'v'
     where p.n < 50
  )
  select array_agg(n.name order by p.n, n.oid desc) filter (where n.relkind = 'v'),
         array_agg(n.name order by n.place) filter (where n.relkind != 'v' and n.place is not null),
         array_agg(n.name order by n.name) filter (where n.relkind != 'v' and n.place is null and not n.relispartition)
    into v_outer, v_first, v_tables
    from needed as n
    left join (select d.oid, max(d.n) as n from depth as d group by d.oid) as p on p.oid = n.oid;
  if v_outer is null and v_first is null and v_tables is null then
    perform set_config('lock_timeout', '200ms', true);
    return;
  end if;
  loop
    v_until := clock_timestamp() + interval '700 milliseconds';
    begin
      foreach v_relation in array coalesce(v_outer || v_first, v_outer, v_first, '{}') loop
        perform set_config('lock_timeout', ceil(greatest(
          1, extract(epoch from v_until - clock_timestamp()) * 1000))::text, true);
        if v_relation = any (v_outer) then
          -- LOCK TABLE would lock what lies behind the view too, in the other order.
          execute format('alter view %s owner to %s', v_relation, (
            select c.relowner::regrole::text from pg_class as c where c.oid = v_relation::regclass));
        else
          execute format('lock table %s in access exclusive mode', v_relation);
        end if;
      end loop;
      -- Those who are in the middle of something come to their end meanwhile: whoever waited for them would stop them.
      while v_tables is not null loop
        begin
          execute format('lock table %s in access exclusive mode nowait', array_to_string(v_tables, ', '));
          exit;
        exception
          when lock_not_available then
            if clock_timestamp() > v_until then
              raise;
            end if;
            perform pg_sleep(0.005);
        end;
      end loop;
      exit;
    exception
      when lock_not_available or deadlock_detected then null;
    end;
    perform pg_stat_clear_snapshot();
    select string_agg(distinct concat_ws(', ',
             coalesce('process ' || l.pid, 'a prepared transaction')
               || coalesce(' (' || nullif(a.application_name, '') || ')', ''),
             a.state || ' since ' || to_char(a.state_change, 'HH24:MI:SS'),
             'transaction since ' || to_char(a.xact_start, 'HH24:MI:SS'),
             'query since ' || to_char(a.query_start, 'HH24:MI:SS')), '; ')
      into v_who
      from pg_locks as l
      left join pg_stat_activity as a on a.pid = l.pid
     where l.granted and l.locktype = 'relation' and l.pid is distinct from pg_backend_pid()
       and l.database = (select d.oid from pg_database as d where d.datname = current_database())
       and l.relation in (select to_regclass(n) from unnest(v_outer || v_first || v_tables) as n)
       and (a.xact_start is null or a.xact_start < v_until - interval '500 milliseconds');
    if clock_timestamp() > v_started + v_patience then
      raise exception 'the locks could not be had for %: %', v_patience,
        coalesce(v_who, 'the application is never idle')
        using errcode = '55P03', hint = 'Nothing was changed. End what holds them, or install at a quieter time.';
    elsif v_who is distinct from v_said then
      raise warning 'waiting for %', coalesce(v_who, 'the application');
      v_said := v_who;
    end if;
    perform pg_sleep(0.2 + 0.4 * random());
  end loop;
  perform set_config('lock_timeout', '200ms', true);
end
$$;
