create or replace function howdah.reprice_usage(starts_at timestamptz, ends_at timestamptz, model text default null)
  returns table (
    call_count bigint,
    changed_count bigint,
    before_cents numeric,
    after_cents numeric,
    unpriced_before bigint,
    unpriced_after bigint
  )
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_budgets boolean := exists (select from howdah.budgets);
  v_result record;
begin
  if reprice_usage.starts_at is null or reprice_usage.ends_at is null then
    raise exception 'starts_at and ends_at are required'
      using errcode = '22004', hint = 'Example: select * from howdah.reprice_usage(''2026-11-01'', ''2026-12-01'').';
  end if;
  if reprice_usage.starts_at >= reprice_usage.ends_at or not isfinite(reprice_usage.starts_at)
     or not isfinite(reprice_usage.ends_at) or reprice_usage.model !~ '^[^/]+/.+$' then
    raise exception 'the time or the model is out of range'
      using errcode = '22023',
            hint = 'starts_at lies before ends_at, which is not part of it; model is provider/model or null.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('howdah.reprice_usage', 0));
  with priced as materialized (
    select u.tenant_id, u.call_id, u.attempt, u.created_at, u.cost_cents as before, p.after, c.price_id, p.source,
           p.list_cents, coalesce(u.cost_cents, u.budget_cents, 0) as counted,
           (u.cost_cents, u.price_id, u.list_cents) is distinct from (p.after, c.price_id, p.list_cents) as is_changed
      from howdah.llm_usage as u
     cross join lateral howdah_internal.call_cost(
       u.provider, u.model, u.created_at, u.input_tokens, u.cached_input_tokens, u.cache_write_tokens, u.output_tokens,
       u.reasoning_tokens, u.service_class, u.cache_write_1h_tokens, u.response_model,
       u.cache_write_12h_tokens, case u.kind when 'rerank' then u.item_count else 1 end
     ) as c
     -- What the provider billed stays, whatever a list says.
     cross join lateral (
       select case when u.cost_source = 'provider' then u.cost_cents else c.cost_cents end as after,
              case when u.cost_source = 'provider' then c.cost_cents end as list_cents,
              case when u.cost_source = 'provider' then 'provider' when c.cost_cents is null then null
                when u.is_estimated then 'estimate' else 'price' end as source
     ) as p
     where u.created_at >= reprice_usage.starts_at
       and u.created_at < reprice_usage.ends_at
       and (reprice_usage.model is null or u.provider || '/' || u.model = reprice_usage.model)
       -- Where nothing was bought there is nothing to price.
       and not u.cached
       and not (u.cost_cents = 0 and u.tokens_used = 0 and u.price_id is null)
  ), changed as (
    update howdah.llm_usage as u
       set cost_cents = p.after, price_id = p.price_id, cost_source = p.source, list_cents = p.list_cents,
           budget_cents = case when p.after is null then p.counted end
      from priced as p
     where p.is_changed
       and u.created_at >= reprice_usage.starts_at
       and u.created_at < reprice_usage.ends_at
       and u.tenant_id = p.tenant_id and u.call_id = p.call_id and u.attempt = p.attempt and u.created_at = p.created_at
    returning u.tenant_id, u.user_id, u.model_id, u.feature, u.created_at,
              date_trunc('minute', u.created_at) as minute, coalesce(p.after, p.counted) - p.counted as cents
  ), moved as (
    select c.tenant_id, c.user_id, c.model_id, c.feature, c.minute, sum(c.cents) as cents
      from changed as c
     where v_budgets
     group by 1, 2, 3, 4, 5
    having sum(c.cents) != 0 or exists (
      -- At customer prices it may be another sum.
      select from howdah.budgets as b where b.tenant_id = c.tenant_id and b.scope = 'credit')
  )
  select count(*) as call_count, (select count(*) from changed) as changed_count,
         (select min(c.created_at) from changed as c) as first_at,
         (select max(c.created_at) from changed as c) as last_at,
         coalesce(sum(p.before), 0) as before_cents, coalesce(sum(p.after), 0) as after_cents,
         count(*) filter (where p.before is null) as unpriced_before,
         count(*) filter (where p.after is null) as unpriced_after,
         (select jsonb_agg(to_jsonb(m)) from moved as m) as moved
    into v_result
    from priced as p;
  if v_result.changed_count > 0 then
    perform howdah_internal.reprice_messages(v_result.first_at, v_result.last_at + interval '1 microsecond');
    perform howdah_internal.correct_budgets(v_result.moved);
    -- Days whose single calls are no longer kept lie before: their sums stay.
    perform howdah.rebuild_usage(v_result.first_at, v_result.last_at + interval '1 microsecond');
  end if;
  return query
  insert into howdah.price_corrections as c (
    starts_at, ends_at, model, call_count, changed_count, before_cents, after_cents, unpriced_before, unpriced_after,
    corrected_by
  )
  values (
    reprice_usage.starts_at, reprice_usage.ends_at, reprice_usage.model, v_result.call_count, v_result.changed_count,
    v_result.before_cents, v_result.after_cents, v_result.unpriced_before, v_result.unpriced_after,
    concat_ws(' as ', howdah_internal.caller(), howdah.current_user_id())
  )
  returning c.call_count, c.changed_count, c.before_cents, c.after_cents, c.unpriced_before, c.unpriced_after;
end
$$;
comment on function howdah.reprice_usage is
  'Prices the calls of all tenants from starts_at to before ends_at anew, each with the price that is now known for '
  'its time, also on their messages and in what budgets have spent; what a provider has billed itself stays. '
  'price_corrections keeps who did it and what it changed. model is provider/model, null for all. Raises 22004, 22023. '
  'Example: select * from howdah.reprice_usage(''2026-11-01'', ''2026-12-01'', ''openai/gpt-4o-mini'').';
grant execute on function howdah.reprice_usage to howdah_admin;
