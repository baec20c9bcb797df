create or replace function howdah_internal.tg_logged_rows__note()
  returns trigger
  language plpgsql
  security definer
  set search_path from current
  set timezone = 'UTC' -- times in what is kept
as $$
declare
  -- Arguments: kind, expressions over the row r for its tenant, name (null is not logged) and person, columns that are
  -- kept. Only these are read: a document's text stays where it is.
  v_select text := format(
    'select %s, %s, %s, to_jsonb(r) - ''tenant_id'' from (select ($1).%s) as r', tg_argv[1], tg_argv[2], tg_argv[3],
    replace(tg_argv[4], ', ', ', ($1).'));
  v_tenant text;
  v_object text;
  v_name text;
  v_person text;
  v_subject uuid;
  v_before jsonb;
  v_after jsonb;
begin
  if coalesce(current_setting('howdah.tends_logs', true), '') = 'on' then
    return null;
  end if;
  if tg_op != 'INSERT' then
    execute v_select into v_tenant, v_object, v_person, v_before using old;
  end if;
  if tg_op != 'DELETE' then
    execute v_select into v_tenant, v_name, v_person, v_after using new;
    v_object := coalesce(v_name, v_object);
  end if;
  v_subject := howdah_internal.pseudonym(v_tenant, v_person);
  -- Nothing is left of who is being forgotten.
  if v_object is not null and v_before is distinct from v_after and (v_subject is null) = (v_person is null) then
    perform howdah_internal.log_change(
      v_tenant, case tg_op when 'INSERT' then 'made' when 'UPDATE' then 'changed' else 'deleted' end, tg_argv[0],
      v_object, v_subject, v_before, v_after);
  end if;
  return null;
end
$$;
comment on function howdah_internal.tg_logged_rows__note is
  'Writes what became of a row into the change log; the same values again are no change.';

do $do$
declare
  v_named record;
begin
  for v_named in
    -- Where a view bears the name the table is behind it.
    select n.name, coalesce(to_regclass('howdah_internal.' || n.name), to_regclass('howdah.' || n.name)) as relation,
           array[n.kind, coalesce(n.tenant, 'r.tenant_id'), n.object, coalesce(n.person, 'null'), n.columns]
             as arguments
      from (values
        ('documents', 'document', null, 'r.source', 'r.owner_id',
          'tenant_id, id, collection, source, owner_id, audience_id, version'),
        ('groups', 'group', null, 'r.name', null, 'tenant_id, name'),
        ('group_members', 'group member', null, 'r.group_name', 'r.user_id', 'tenant_id, group_name, user_id'),
        ('audience_readers', 'audience', null, 'r.audience_id::text', $$case r.kind when 'user' then r.name end$$,
          'tenant_id, audience_id, kind, name'),
        ('collections', 'collection', null, 'r.name', null,
          'tenant_id, name, embedding_model_id, chunk_tokens, chunk_overlap, language, description'),
        ('budgets', 'budget', null, $$concat_ws(' ', r.scope, nullif(r.scope_id, '*'), r.period)$$,
          $$case r.scope when 'user' then nullif(r.scope_id, '*') end$$,
          'tenant_id, id, scope, scope_id, period, limit_cents, is_hard, soft_percent'),
        ('rate_limits', 'rate limit', null, $$concat_ws(' ', r.scope, nullif(r.scope_id, '*'), r.unit, r.period)$$,
          $$case r.scope when 'user' then nullif(r.scope_id, '*') end$$,
          'tenant_id, id, scope, scope_id, unit, period, limit_value, burst'),
        -- Any application makes lanes by naming them; their limits are set.
        ('lanes', 'lane', $$'*'$$,
          'case when num_nonnulls(r.max_running, r.requests_per_minute, r.tokens_per_minute) > 0 then r.name end', null,
          'name, max_running, requests_per_minute, tokens_per_minute'),
        ('models', 'model', $$'*'$$, $$r.provider || '/' || r.name$$, null,
          'id, provider, name, kind, dimensions, max_input_tokens, max_output_tokens, fallback_model_id, '
            'silence_seconds, total_seconds, refused_params, query_prefix, document_prefix'),
        ('model_aliases', 'model alias', $$'*'$$, 'r.alias', null, 'alias, model_id'),
        ('model_prices', 'price', $$'*'$$, $$r.provider || '/' || r.model$$, null,
          'id, provider, model, effective_from, service_class, from_input_tokens, input_cents_per_mtok, '
            'cached_input_cents_per_mtok, cache_write_cents_per_mtok, cache_write_1h_cents_per_mtok, '
            'cache_write_12h_cents_per_mtok, output_cents_per_mtok, reasoning_cents_per_mtok, request_cents, source, '
            'source_date, note, withdrawn_at'),
        ('customer_prices', 'customer price', null,
          $$concat_ws(' ', nullif(r.model, '*'), nullif(r.feature, '*'), nullif(r.plan, '*'), r.effective_from)$$, null,
          'tenant_id, id, model, feature, plan, effective_from, markup_percent, tiers'),
        ('credits', 'credit', null, 'r.id::text', null, 'tenant_id, id, amount_cents, is_refund'),
        ('settings', 'setting', $$'*'$$, 'r.name', null, 'name, value'),
        ('system_flags', 'system flag', $$'*'$$, $$case r.key when 'llm_calls' then r.key end$$, null, 'key, value'),
        ('schedules', 'schedule', $$'*'$$, 'r.name', null, 'name, schedule, time_zone, function, is_enabled'),
        ('prompts', 'prompt', null, 'r.name', null, 'tenant_id, name, description'),
        ('prompt_versions', 'prompt version', null, $$r.prompt || ' ' || r.version$$, null,
          'tenant_id, id, prompt, version, form, model_id, params, variables'),
        ('prompt_labels', 'prompt label', null, $$r.prompt || ' ' || r.label$$, null,
          'tenant_id, prompt, label, version'),
        ('experiments', 'experiment', null, $$r.prompt || ' ' || r.label$$, null,
          'tenant_id, id, prompt, label, unit, scored_by, status, phase, control_version, winner_version'),
        ('tenants', 'tenant', null, 'r.tenant_id', null, 'tenant_id, time_zone, plan'),
        -- Made on first use, which is no change; their plan decides what they may spend.
        ('users', 'user', null, 'case when r.plan is not null then r.id end', 'r.id', 'tenant_id, id, plan')
      ) as n (name, kind, tenant, object, person, columns)
  loop
    perform howdah_internal.lay_trigger(v_named.relation, v_named.name || '_are_logged',
      format('after insert or update of %s or delete', v_named.arguments[5]),
      format('for each row execute function howdah_internal.tg_logged_rows__note(%s)', (
        select string_agg(quote_literal(a), ', ' order by n)
          from unnest(v_named.arguments) with ordinality as u (a, n))));
  end loop;
end
$do$;
