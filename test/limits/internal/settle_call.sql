begin;
select plan(16);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('p', 'free', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 100, 'day', soft_percent => 50);
select howdah.set_budget('user', 40, 'month', is_hard => false);
create function pg_temp.spend(cents numeric, at timestamptz default howdah.clock(), model_id integer default 1)
  returns void language sql as $$
  select howdah_internal.settle_call('acme', 'ann', model_id, 'chat', at, cents,
    '{"input_tokens": 3, "output_tokens": 1}') $$;
create function pg_temp.spent(scope text) returns numeric language sql as $$
  select trim_scale(spent_cents) from howdah.budget_status as s where s.scope = spent.scope $$;

select pg_temp.spend(30);
select is(pg_temp.spent('tenant'), 30::numeric, 'what a call costs is spent in the tenant''s budget');
select is(pg_temp.spent('user'), 30::numeric, 'and in the user''s');
select is_empty('select from howdah.budget_alerts', 'below the soft threshold nobody is told');
select howdah_test.set_time('2026-03-01 13:00Z');
select pg_temp.spend(19.9999999999);
select is((select array_agg(scope) from howdah.budget_alerts), '{user}', 'a soft budget that is passed is an alert');
select pg_temp.spend(0.0000000001);
select is((select (subject, soft_percent, spent_cents, is_hard, alerted_at)::text from howdah.budget_alerts
  where scope = 'tenant'),
  format('(acme,50,50.0000000000,t,"%s")', '2026-03-01 13:00Z'::timestamptz), 'so is a hard one at its threshold');
select howdah_test.set_time('2026-03-01 14:00Z');
select pg_temp.spend(1);
select is((select array_agg(distinct alerted_at) from howdah.budget_alerts), array['2026-03-01 13:00Z'::timestamptz],
  'once a window');
select pg_temp.spend(80, '2026-02-28 23:00Z');
select is((select count(*) from howdah.budget_alerts), 4::bigint, 'another window has its own');
select is(pg_temp.spent('tenant'), 51::numeric, 'a call counts on the day it began');
select howdah.set_budget('tenant', 1000, 'day', soft_percent => 50);
select is((select array_agg(starts_at) from howdah.budget_alerts where scope = 'tenant'), null,
  'a raised budget may be an alert again');
select pg_temp.spend(449);
select is((select count(*) from howdah.budget_alerts where scope = 'tenant'), 1::bigint,
  'when its own threshold is passed');

select is((select array_agg(finding) from howdah.doctor() where subject = 'tenant acme'),
  '{"50 % of the budget spent: 500 of 1000 cents in the day of tenant acme"}',
    'doctor warns of a budget that many share');
select pg_temp.spend(500);
select is((select array_agg(finding) from howdah.doctor() where subject = 'tenant acme'),
  '{"budget exhausted: 1000 of 1000 cents spent in the day of tenant acme"}', 'and says when it is used up');
select pg_temp.spend(-500);

create temp table free as select id from howdah.models where name = 'free';
select pg_temp.spend(null, model_id => (select id from free));
select is(pg_temp.spent('tenant'), 500::numeric, 'an unknown price counts nothing');
select throws_ok($$select howdah.set_budget('tenant', 5, soft_percent => 0)$$, '22023', null,
  'a threshold is a percentage');
set local role howdah_analyst;
select lives_ok('select * from howdah.budget_alerts, howdah.rate_status', 'an analyst sees alerts and rates');
set local role howdah_app;
select throws_ok('select howdah_internal.settle_call(null, null, null, null, null, null)', '42501', null,
  'an application may not');
select * from finish();
rollback;
