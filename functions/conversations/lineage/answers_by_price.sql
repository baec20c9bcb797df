create or replace function howdah.answers_by_price(provider text, model text, effective_from timestamptz)
  returns table (
    message_id uuid,
    conversation_id uuid,
    user_id text,
    called_at timestamptz,
    attempt integer,
    price_id bigint,
    service_class text,
    input_tokens integer,
    output_tokens integer,
    cost_cents numeric
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_prices bigint[];
begin
  if answers_by_price.provider is null or answers_by_price.model is null or answers_by_price.effective_from is null then
    raise exception 'provider, model and effective_from are required'
      using errcode = '22004', hint = 'Pass them as set_price got them.';
  end if;
  v_prices := array(
    select p.id from howdah.model_prices as p
     where p.provider = answers_by_price.provider and p.model = answers_by_price.model
       and p.effective_from = answers_by_price.effective_from
  );
  if v_prices = '{}' then
    raise exception 'there is no such price'
      using errcode = 'PT404', hint = 'select provider, model, effective_from from howdah.model_prices';
  end if;
  return query
  select u.message_id, u.conversation_id, u.user_id, u.created_at, u.attempt, u.price_id, u.service_class,
         u.input_tokens, u.output_tokens, u.cost_cents
    from howdah.llm_usage as u
   where u.tenant_id = v_tenant and u.message_id is not null and u.kind = 'chat'
     and u.created_at >= answers_by_price.effective_from
     and u.price_id = any (v_prices)
   order by u.created_at, u.message_id, u.attempt;
end
$$;
comment on function howdah.answers_by_price is
  'Every call for an answer of the tenant that was priced with the price of a model from a date on, with its tier '
  '(price_id) and what it cost in US cents. Raises 22004, PT404. Example: select sum(cost_cents) from '
  'howdah.answers_by_price(''openai'', ''gpt-4o'', ''2026-01-01'').';
grant execute on function howdah.answers_by_price to howdah_admin;
