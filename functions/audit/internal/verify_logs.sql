create or replace function howdah_internal.verify_logs()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
  set timezone = 'UTC' -- as the hashes were made
  set bytea_output = 'hex'
as $$
declare
  v_from date := howdah_internal.kept_from();
begin
  return query
  with chain as (
    select c.*, format('position %s of chain %s', c.position, c.chain) as place,
           lag(c.position, 1, 0::bigint) over day as position_before,
           lag(c.hash, 1, h.starts_from) over day as hash_before
      from howdah_internal.log_chain as c
      left join howdah_internal.log_heads as h on h.tenant_id = c.tenant_id and h.day = c.day and h.chain = c.chain
     where c.day >= v_from
    window day as (partition by c.tenant_id, c.day, c.chain order by c.position)
  ), rows as (
    select 'access' as log, a.tenant_id, (a.created_at at time zone 'UTC')::date as day, a.id, to_jsonb(a) as content
      from howdah.access_log as a
     where a.created_at >= v_from
    union all
    select 'change', g.tenant_id, (g.created_at at time zone 'UTC')::date, g.id, to_jsonb(g)
      from howdah.change_log as g
     where g.created_at >= v_from
  ), found as (
    select case when r.id is null then 'log_row_is_there' when c.row_id is null then 'log_row_was_written_by_howdah'
             else 'log_row_is_as_written' end as check_name,
           coalesce(c.tenant_id, r.tenant_id) as tenant, coalesce(c.day, r.day) as day,
           case when r.id is null then format('row %s of the %s log, %s, is gone', c.row_id,
               case c.log when 'access' then 'access' else 'change' end, c.place)
             when c.row_id is null then format('row %s of the %s log has no place in the chain', r.id, r.log)
             else format('row %s of the %s log, %s, is not the one that was written', r.id, r.log, c.place)
           end as detail
      from chain as c
      full join rows as r on r.log = c.log and r.tenant_id = c.tenant_id and r.day = c.day and r.id = c.row_id
     where r.id is null or c.row_id is null
        -- After a gap the hash before is not known.
        or c.position = c.position_before + 1 and c.hash_before is not null
           and c.hash != howdah_internal.log_hash(c.hash_before, c.log, r.content)
    union all
    select 'log_has_no_gaps', c.tenant_id, c.day,
           format('positions %s to %s of chain %s are gone', c.position_before + 1, c.position - 1, c.chain)
      from chain as c
     where c.position != c.position_before + 1
    union all
    select 'log_ends_where_it_ended', coalesce(h.tenant_id, l.tenant_id), coalesce(h.day, l.day),
           format('chain %s ends at position %s, %s', coalesce(h.chain, l.chain), coalesce(l.position, 0),
             coalesce(format('%s were written', h.position), 'where it ended is gone'))
      from howdah_internal.log_heads as h
      full join (
        select distinct on (c.tenant_id, c.day, c.chain) c.tenant_id, c.day, c.chain, c.position, c.hash
          from chain as c
         order by c.tenant_id, c.day, c.chain, c.position desc
      ) as l on l.tenant_id = h.tenant_id and l.day = h.day and l.chain = h.chain
     where coalesce(h.day, l.day) >= v_from
       and (h.position, h.hash) is distinct from (coalesce(l.position, 0), coalesce(l.hash, h.starts_from))
    union all
    select 'log_goes_on_from_the_day_before', h.tenant_id, h.day,
           format('position %s of chain %s of %s, from which it goes on, is not as it was', h.previous_position,
             h.chain, h.previous_day)
      from howdah_internal.log_heads as h
      left join howdah_internal.log_chain as c
        on c.tenant_id = h.tenant_id and c.day = h.previous_day and c.chain = h.chain
         and c.position = h.previous_position
     where h.day >= v_from and h.previous_day >= v_from and c.hash is distinct from h.starts_from
    union all
    select 'change_is_as_written', g.tenant_id, (g.created_at at time zone 'UTC')::date,
           format('what changed in row %s is not what was written', g.id)
      from howdah.change_log as g
     where g.created_at >= v_from
       and g.content_hash != howdah_internal.change_hash(g.object, g.before, g.after)
       -- Erased with the person whose it was.
       and not (num_nonnulls(g.object, g.before, g.after) = 0 and exists (
         select from howdah.change_log as f
          where f.tenant_id = g.tenant_id and f.operation = 'forgotten' and f.object = g.subject::text))
    union all
    select 'text_is_as_written', t.tenant_id, (t.created_at at time zone 'UTC')::date,
           format('the question of row %s of the access log is not the one that was asked', t.access_id)
      from howdah_internal.access_log_texts as t
      join howdah.access_log as a on a.tenant_id = t.tenant_id and a.created_at = t.created_at and a.id = t.access_id
     where a.query_hash is distinct from howdah_internal.question_hash(t.query)
  )
  select f.check_name, format('tenant %s, day %s', f.tenant, f.day), f.detail,
         'compare with a backup, and find out who writes past the functions'
    from found as f;
end
$$;
comment on function howdah_internal.verify_logs is
  'The part of verify() about the access log and the change log: rows that were removed, altered or written past the '
  'functions, by tenant and day.';
