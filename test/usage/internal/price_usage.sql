begin;
select plan(9);
select howdah.register_model('p', 'm', 'chat'), howdah.register_model('p', 'e', 'embedding', 3);
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
create function pg_temp.price(facts jsonb, model text default 'm', held howdah_internal.reservations default null)
returns howdah.llm_usage language plpgsql as $$
declare
  v_call howdah.llm_usage;
begin
  select 'p', m.name, m.kind, m.id, '2026-03-01Z', 9, 9
    into v_call.provider, v_call.model, v_call.kind, v_call.model_id, v_call.created_at, v_call.budget_cents,
         v_call.price_id
    from howdah.models as m where m.provider = 'p' and m.name = price.model;
  return howdah_internal.price_usage(v_call, facts, held);
end $$;
create function pg_temp.held(input bigint, output bigint) returns howdah_internal.reservations language sql as $$
  select row(r.*)::howdah_internal.reservations from (
    select 'default', gen_random_uuid(), null, null, null, 0, '{}'::howdah_internal.applicable_budget[],
      '{}'::howdah_internal.held_rate[], false, 'held', now(), now(), input, output) as r $$;
create function pg_temp.money(facts jsonb, model text default 'm', held howdah_internal.reservations default null)
returns text language sql as $$
  select concat_ws(' ', coalesce(trim_scale(p.cost_cents)::text, '-'), coalesce(trim_scale(p.budget_cents)::text, '-'),
    coalesce(p.price_id > 0, false)) from pg_temp.price(facts, model, held) as p $$;
select is(pg_temp.money('{"input_tokens": 3, "output_tokens": 2}'), '7 - t', 'what a call costs, and by which price');
select is((select (p.status, p.error_code, p.item_count, p.latency_ms, p.response_id)::text from pg_temp.price(
  '{"error_code": "timeout", "item_count": 7, "latency_ms": 5, "response_id": "r"}') as p), '(timeout,timeout,7,5,r)',
  'and what else is said of it');
select is(pg_temp.money('{"error_code": "rate_limited"}'), '0 - f', 'a call that was refused costs nothing');
select is(pg_temp.money('{"input_tokens": 3}', 'e'), '- - f', 'without a price nobody knows');
select howdah.set_budget('tenant', 100);
select is(pg_temp.money('{"input_tokens": 3, "output_tokens": 2}', held => pg_temp.held(10, 20)), '7 - t',
  'what is known is not what was held');
select is(pg_temp.money('{"status": "ok"}', held => pg_temp.held(10, 20)), '- 50 t',
  'in budgets a call of which nothing is said counts as it was held');
select is(pg_temp.money('{"input_tokens": 3}', held => pg_temp.held(10, 20)), '- 43 t',
  'one of which half is said by halves');
select is(pg_temp.money('{"input_tokens": 3}'), '- 3 t', 'without a hold what is said');
select is((select p.output_tokens from pg_temp.price('{"input_tokens": 3, "output_tokens": 0}', 'e') as p), null,
  'an embedding has no output');
select * from finish();
rollback;
