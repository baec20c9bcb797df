begin;
select plan(23);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('p', 'dear', 'chat');
select howdah.register_model('p', 'free', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_price('p', 'dear', '2026-01-01Z', '[{"input": 10000000, "output": 10000000}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 100, 'day'), howdah.set_budget('model', 1000, 'day', 'p/dear');
select howdah.set_rate_limit('user', 2, 'concurrent'), howdah.set_rate_limit('user', 3, 'requests', 'day'),
  howdah.set_rate_limit('user', 3, 'requests', 'hour'), howdah.set_rate_limit('user', 60, 'output_tokens', 'minute'),
  howdah.set_rate_limit('tenant', 1000, 'input_tokens', 'month');
create function pg_temp.id(n integer) returns uuid language sql as $$ select lpad(n::text, 32, '0')::uuid $$;
create function pg_temp.admit(
  n integer, input integer, output integer, replaced integer default null, requests integer default 1,
  model text default 'p/m'
) returns text language plpgsql as $$
declare
  v_verdict record;
  v_replaced howdah_internal.reservations;
begin
  delete from howdah_internal.reservations as r where r.id = pg_temp.id(admit.replaced) returning * into v_replaced;
  v_verdict := howdah_internal.admit_call(
    'acme', 'ann', howdah_internal.find_model(admit.model, null), 'answer', admit.input, admit.output,
    pg_temp.id(admit.n), howdah.clock() + interval '1 hour', replaced => v_replaced, request_count => admit.requests);
  return case when v_verdict.admitted then 'in'
    else concat_ws(' ', v_verdict.reason, v_verdict.unit, v_verdict.period, v_verdict.retry_after) end;
end $$;
create function pg_temp.taken() returns text language sql as $$
  select format('%s cents, %s', (select trim_scale(sum(w.reserved_cents)) from howdah_internal.budget_windows as w),
    (select string_agg(format('%s %s', coalesce(nullif(s.in_bucket, 0), nullif(s.used + s.reserved, 0), 0), s.unit),
       ', ' order by s.unit, s.period) from howdah.rate_status as s)) $$;
create temp view held as
  select trim_scale(amount_cents) as cents, cardinality(holds) as budgets,
         (select string_agg(h.unit, ' ' order by h.unit) from unnest(rates) as h) as rates
    from howdah_internal.reservations;

select is(pg_temp.admit(1, 10, 20), 'in', 'a call is let in');
select is(pg_temp.taken(), '30 cents, 1 concurrent, 10 input_tokens, 20 output_tokens, 1 requests, 1 requests',
  'and holds what it may use');
select is(pg_temp.admit(2, 10, 40, replaced => 1, requests => 0), 'in', 'a larger hold takes its place');
select is(pg_temp.taken(), '50 cents, 1 concurrent, 10 input_tokens, 40 output_tokens, 1 requests, 1 requests',
  'it has the slot, and is no request of its own');
select is((select h::text from held as h), '(50,1,"concurrent input_tokens output_tokens")', 'it is the only one');
select is(pg_temp.admit(2, 90, 5, replaced => 2, requests => 0), 'in',
  'what would not fit beside the other fits in its place, under the same id');
select is(pg_temp.taken(), '95 cents, 1 concurrent, 90 input_tokens, 5 output_tokens, 1 requests, 1 requests',
  'tokens and cents are those of the new one');
select is(pg_temp.admit(3, 2, 3, replaced => 2, requests => 0, model => 'p/dear'), 'in', 'another model');
select is((select array_agg(trim_scale(w.reserved_cents)) from howdah_internal.budget_windows as w), '{50,50}',
  'is held at its own price, in its own budget too');

select is(pg_temp.admit(4, 5, 5, requests => 0), 'in', 'a call of a request that is counted');
select is(pg_temp.taken(), '110 cents, 1 concurrent, 7 input_tokens, 8 output_tokens, 1 requests, 1 requests',
  'costs none, and without a slot before has none');
select is(pg_temp.admit(5, 1, 1), 'in', 'a second request');
select is(pg_temp.admit(6, 1, 1), 'rate_limit concurrent now 1', 'a third has no slot');
select is(pg_temp.admit(5, 1, 1, replaced => 5), 'in', 'where it replaces one it has that one''s');
select is(pg_temp.admit(5, 1, 1, replaced => 5), 'rate_limit requests day 43200', 'but is counted');
select is(pg_temp.taken(), '110 cents, 1 concurrent, 7 input_tokens, 8 output_tokens, 3 requests, 3 requests',
  'and what is refused holds nothing any more');
select is(pg_temp.admit(4, 60, 0, replaced => 4, requests => 0), 'budget cents day 1',
  'the budget refuses beside what others hold');
select is(pg_temp.taken(), '100 cents, 1 concurrent, 2 input_tokens, 3 output_tokens, 3 requests, 3 requests',
  'here too');
select is(pg_temp.admit(3, 2, 61, replaced => 3, requests => 0), 'rate_limit output_tokens minute',
  'what can never fit is told so');
select is(pg_temp.taken(), '0 cents, 0 concurrent, 0 input_tokens, 0 output_tokens, 3 requests, 3 requests',
  'at last nothing is held');

select howdah.set_rate_limit('user', 0, 'requests', 'day');
select is(pg_temp.admit(7, 1, 1, requests => 0), 'rate_limit requests day',
  'a limit that blocks also blocks a request that is in');
select howdah.set_rate_limit('user', null, 'requests', 'day');
select is(pg_temp.admit(7, 1, 1, requests => 0), 'in', 'one that is reached does not');
select howdah_test.set_time('2026-03-01 14:00Z');
select howdah_internal.expire_reservations();
select pg_temp.admit(8, 1, 1, replaced => 7, requests => 0);
select is(pg_temp.taken(), '2 cents, 0 concurrent, 1 input_tokens, 1 output_tokens, 3 requests, 0 requests',
  'what expired gives nothing back twice');
select * from finish();
rollback;
