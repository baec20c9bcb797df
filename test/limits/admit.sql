begin;
select plan(38);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('p', 'free', 'chat');
select howdah.register_model('p', 'e', 'embedding', 3);
-- A cent for a token, in or out.
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_price('p', 'e', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.set_setting('default_chat_model', 'p/m');
select howdah.set_tenant('acme', 'Asia/Tokyo', 'gold');
select howdah.act_as('ann', 'acme');
create function pg_temp.ask(input integer default 10, output integer default 5, model text default 'p/m') returns text
  language sql as $$
  select format('%s %s %s %s %s', admitted, reason, scope || '/' || unit || '/' || period, retry_after,
           case when reservation_id is not null then 'held' end)
    from howdah.admit(model, input, output) $$;
create function pg_temp.at(moment timestamptz) returns void language sql as $$ select howdah_test.set_time(moment) $$;

select is(pg_temp.ask(), 't    held', 'without limits every call is let in');
select is((select (user_id, feature, amount_cents, holds, rates, is_own, expires_at)::text
  from howdah_internal.reservations),
  format('(ann,chat,0.0000000000,{},{},t,"%s")', '2026-03-01 12:10Z'::timestamptz),
    'the reservation knows whose call it is');

select howdah.set_rate_limit('user', 6, burst => 2);
select is(pg_temp.ask(), 't    held', 'a rate: the first of a burst');
select is(pg_temp.ask(), 't    held', 'the second');
select is(pg_temp.ask(), 'f rate_limit user/requests/minute 10 ', 'then one in ten seconds');
select pg_temp.at('2026-03-01 12:00:09.999999Z');
select is(pg_temp.ask(), 'f rate_limit user/requests/minute 1 ', 'a microsecond before it is too soon');
select pg_temp.at('2026-03-01 12:00:10Z');
select is(pg_temp.ask(), 't    held', 'at that second it is let in');
select is((select refused_count from howdah_internal.rate_state), 2::bigint, 'refusals are counted');
select is((select (select admitted from howdah.admit('p/m', user_id => 'bob'))), true,
  'another user has a bucket of their own');
select howdah.act_as('ann', 'acme');
select howdah.set_rate_limit('user', null, scope_id => 'ann');
select is(pg_temp.ask(), 't    held', 'a limit by name stands in for that of all, also when it is none');
select howdah.set_rate_limit('user', 0, scope_id => 'ann');
select is(pg_temp.ask(), 'f rate_limit user/requests/minute  ', '0 blocks, and waiting does not help');
select howdah.set_rate_limit('user', null, scope_id => 'ann');
select howdah.set_rate_limit('user', null);

select howdah.set_rate_limit('tenant', 100, 'input_tokens', 'day');
select is(pg_temp.ask(60), 't    held', 'tokens of a day');
select is(pg_temp.ask(60), 'f rate_limit tenant/input_tokens/day 1 ', 'held ones may come back at any time');
select is((select (used, reserved)::text from howdah_internal.rate_state where window_starts_at is not null), '(0,60)',
  'they are held');
select howdah.settle(id, '{"input_tokens": 55, "output_tokens": 1}')
  from howdah_internal.reservations where amount_cents = 0 and exists (select from unnest(rates) as h
    where h.cost = 60);
select is((select (used, reserved)::text from howdah_internal.rate_state where window_starts_at is not null), '(55,0)',
  'and then used');
select is(pg_temp.ask(60), format('f rate_limit tenant/input_tokens/day %s ', 3 * 3600 - 10),
  'used ones come back at midnight of the tenant');
select is(pg_temp.ask(101), 'f rate_limit tenant/input_tokens/day  ', 'more than the limit never fits');
select pg_temp.at('2026-03-01 15:00Z');
select is(pg_temp.ask(60), 't    held', 'at midnight it is let in');
select howdah.set_rate_limit('tenant', null, 'input_tokens', 'day');

select howdah.set_rate_limit('plan', 1, 'concurrent', scope_id => 'free');
select is(pg_temp.ask(), 't    held', 'a plan''s limit is not that of others');
select howdah.set_user('ann', plan => 'free');
select is(pg_temp.ask(), 't    held', 'one at a time');
select is(pg_temp.ask(), 'f rate_limit plan/concurrent/now 1 ', 'not two');
select pg_temp.at('2026-03-01 15:10Z');
select is(pg_temp.ask(), 't    held', 'a call that never ended holds up nobody once it has expired');
select howdah.set_rate_limit('plan', null, 'concurrent', scope_id => 'free');

select howdah.set_budget('tenant', 40, 'day');
select howdah.set_budget('user', 30, 'month', is_hard => false);
select is(pg_temp.ask(), 't    held', 'a budget with room');
select is((select array_agg(reserved_cents::int order by reserved_cents) from howdah_internal.budget_windows),
  '{15,15}',
  'the most that the call may cost is held in each, also in a soft one');
select is(pg_temp.ask(), 't    held', 'a soft one refuses nobody');
select is(pg_temp.ask(), 'f budget tenant/cents/day 1 ', 'what is held may come back at any time');
select is((select (reserved_cents, refused_count)::text from howdah_internal.budget_windows
  where tenant_id = 'acme' and refused_count > 0),
  '(30.0000000000,1)', 'nothing was taken, the refusal is counted');
select is(pg_temp.ask(41), 'f budget tenant/cents/day  ', 'a call dearer than the whole budget never fits');
select is(pg_temp.ask(10, null), 'f budget tenant/cents/day  ',
  'without max_output_tokens the setting says how long an answer may be');
select is(pg_temp.ask(10, 5, 'p/e'), 't    held', 'a call for embeddings has no output');
select is(pg_temp.ask(0, 0), 't    held', 'what costs nothing is let in');

select is(pg_temp.ask(10, 5, 'p/free'), 'f unpriced tenant/cents/day  ',
  'no price, no call where a hard budget applies');
select howdah.set_setting('unpriced_calls', 'allow');
select is(pg_temp.ask(10, 5, 'p/free'), 't    held', 'unless the setting allows it');

select throws_ok($$select howdah.admit('p/none')$$, 'PT404', null, 'an unknown model is refused');
select throws_ok($$select howdah.admit(estimated_input_tokens => 1.5)$$, '22023', null, 'tokens are whole');
select throws_ok($$select howdah.admit(estimated_input_tokens => -1)$$, '22023', null, 'and not negative');
set local request.jwt.claims = '{"sub": "ann", "tenant_id": "acme"}';
select throws_ok($$select howdah.admit(user_id => 'bob')$$, '42501', null, 'with claims nobody else can be named');
set local request.jwt.claims = '';
select howdah.act_as(null, 'acme');
set local role howdah_app;
select throws_ok($$select howdah.admit()$$, '28000', null, 'an application names its user');
select * from finish();
rollback;
