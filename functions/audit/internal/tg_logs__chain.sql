create or replace function howdah_internal.tg_logs__chain()
  returns trigger
  language plpgsql
  security definer
  set search_path from current
  set timezone = 'UTC' -- hashes are made of what is printed
  set bytea_output = 'hex'
as $$
declare
  v_day date := (new.created_at at time zone 'UTC')::date;
  v_chain integer;
begin
  loop
    -- Waiting for one chain, many that commit at once were half as fast.
    select h.chain into v_chain
      from howdah_internal.log_heads as h
     where h.tenant_id = new.tenant_id and h.day = v_day
     order by h.chain
     limit 1
       for no key update skip locked;
    exit when found;
    insert into howdah_internal.log_heads (tenant_id, day, chain, hash, starts_from, previous_day, previous_position)
    select new.tenant_id, v_day, n.chain, coalesce(p.hash, ''), coalesce(p.hash, ''), p.day, p.position
      from (
        select coalesce(max(h.chain) + 1, 0) as chain
          from howdah_internal.log_heads as h
         where h.tenant_id = new.tenant_id and h.day = v_day
      ) as n
      left join lateral (
        select h.* from howdah_internal.log_heads as h
         where h.tenant_id = new.tenant_id and h.day < v_day and h.chain = n.chain
         order by h.day desc
         limit 1
      ) as p on true
    on conflict do nothing
    returning chain into v_chain;
    -- One that another let go of meanwhile may not be taken instead: this one would stay empty.
    exit when found;
  end loop;
  with head as (
    update howdah_internal.log_heads as h
       set position = h.position + 1, hash = howdah_internal.log_hash(h.hash, tg_argv[0], to_jsonb(new))
     where h.tenant_id = new.tenant_id and h.day = v_day and h.chain = v_chain
    returning h.*
  )
  insert into howdah_internal.log_chain (tenant_id, day, chain, position, log, row_id, hash)
  select h.tenant_id, h.day, h.chain, h.position, tg_argv[0], new.id, h.hash from head as h;
  return null;
end
$$;
comment on function howdah_internal.tg_logs__chain is
  'At the end of a transaction gives the rows that howdah wrote into the logs their place in a chain of tenant and '
  'day; what somebody else wrote gets none, and verify() tells.';

-- The condition is looked at when the row is written, the rest waits for the commit.
select howdah_internal.lay_trigger(format('howdah.%s_log', l.log)::regclass, l.log || '_log_is_chained', 'after insert',
         format(
           $$deferrable initially deferred for each row when (current_setting('howdah.writes_log', true) = 'on')
             execute function howdah_internal.tg_logs__chain(%L)$$, l.log), is_constraint => true)
  from unnest(array['access', 'change']) as l (log);
