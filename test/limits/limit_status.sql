begin;
select plan(11);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.act_as('ann', 'acme');
select is_empty('select * from howdah.limit_status()', 'without limits there is nothing to show');
select howdah.set_rate_limit('user', 60, burst => 10);
select howdah.set_rate_limit('user', 1000, 'input_tokens', 'day');
select howdah.set_rate_limit('user', 3, 'concurrent');
select howdah.set_rate_limit('model', 3, 'concurrent');
select howdah.set_budget('tenant', 100, 'month', is_hard => false);
create function pg_temp.shown(scope text, unit text) returns text language sql as $$
  select format('%s %s %s %s %s %s %s', s.period, trim_scale(s.limit_value), trim_scale(s.used), trim_scale(s.reserved),
           trim_scale(s.remaining), to_char(s.resets_at at time zone 'UTC', 'MM-DD HH24:MI:SS'), s.is_hard)
    from howdah.limit_status() as s where (s.scope, s.unit) = (shown.scope, shown.unit) $$;
select is(pg_temp.shown('user', 'requests'), 'minute 60 0 0 10  t', 'nothing is used yet');
create temp table call as
  select a.reservation_id as id from generate_series(1, 3) as n, lateral howdah.admit('p/m', 10, 20 + 0 * n) as a;
select howdah.settle(id, '{"input_tokens": 9, "output_tokens": 20}') from call limit 1;

select is(pg_temp.shown('user', 'requests'), 'minute 60 3 0 7 03-01 12:00:03 t',
  'a rate: in the bucket, left of the burst, empty when');
select is(pg_temp.shown('user', 'input_tokens'), 'day 1000 9 20 971 03-02 00:00:00 t',
  'a quota: used, held, left until midnight');
select is(pg_temp.shown('user', 'concurrent'), 'now 3 0 2 1  t', 'calls that run');
select is(pg_temp.shown('tenant', 'cents'), 'month 100 29 60 11 04-01 00:00:00 f', 'and money');
select is((select count(*) from howdah.limit_status() where scope = 'model'), 0::bigint,
  'what is everybody''s is not a user''s matter');
select howdah_test.set_time('2026-03-02 12:00Z');
select is(pg_temp.shown('user', 'input_tokens'), 'day 1000 0 0 1000 03-03 00:00:00 t', 'a new day begins at nothing');
select howdah.act_as('bob', 'acme');
select is(pg_temp.shown('user', 'requests'), 'minute 60 0 0 10  t', 'another user has used nothing');
set local role howdah_app;
select lives_ok('select * from howdah.limit_status()', 'a user sees it through the application');
select howdah.act_as(null, 'acme');
select throws_ok('select * from howdah.limit_status()', '28000', null, 'and nobody without a user');
select * from finish();
rollback;
