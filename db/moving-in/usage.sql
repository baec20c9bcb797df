-- Usage, each call once: its id is made of the old one. What was paid is taken as the bill, which no price changes.
do $$
declare
  v_tenant text := current_setting('moving_in.tenant');
  v_done timestamptz;
begin
  -- No roll-up runs until the end; what it has passed already it is told of.
  select r.done_until into v_done from howdah_internal.usage_rollups as r where r.name = 'usage' for update;
  perform howdah_internal.attach_partition(
            'howdah.llm_usage', to_char(m.month, 'YYYYMM'), 'created_at', m.month,
            (m.month + interval '1 month')::date)
     from (
       select distinct date_trunc('month', u.created_at at time zone 'UTC')::date as month
         from pg_temp.moving_usage as u
        where u.is_new
     ) as m;
  perform set_config('lock_timeout', '0', true);
  with added as (
    insert into howdah.llm_usage (
      tenant_id, call_id, created_at, user_id, kind, feature, provider, model, model_id, conversation_id, input_tokens,
      output_tokens, cached, cost_cents, cost_source, latency_ms
    )
    select v_tenant, md5(format('moved in %s llm_usage %s', v_tenant, u.id))::uuid, u.created_at, u.user_id,
           coalesce(m.kind, 'chat'), coalesce(m.kind, 'chat'),
           coalesce(m.provider, current_setting('moving_in.provider')), coalesce(m.name, 'unknown'), m.id,
           u.conversation_id, u.input_tokens, u.output_tokens, coalesce(u.cached, false), u.cost_cents,
           case when u.cost_cents is not null then 'provider' end, u.latency_ms
      from pg_temp.moving_usage as u
      left join pg_temp.moving_models as m on m.old_name = u.model
     where u.is_new
    -- Of a tenant that was forgotten the money is still there.
    on conflict do nothing
    returning tenant_id, call_id, attempt, created_at
  )
  insert into howdah_internal.late_usage (tenant_id, call_id, attempt, created_at)
  select a.tenant_id, a.call_id, a.attempt, a.created_at from added as a where a.created_at < v_done;
  perform howdah.roll_up_usage();
end
$$;
