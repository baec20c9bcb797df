begin;
select plan(40);
select howdah_test.set_time('2026-03-01 12:00+00') is null as noon;
update howdah_internal.usage_rollups set done_until = '2026-03-01 00:00Z';
select howdah.register_model('p', 'm', 'chat'), howdah.set_price('p', 'm', '2026-01-01Z',
  '[{"input": 100, "output": 400}]');
select howdah.set_tenant('acme', 'America/New_York', 'pro'), howdah.set_customer_price(10,
  effective_from => '2026-01-01');
create function pg_temp.call(at timestamptz, tokens integer, who text default 'ann', feature text default 'titles',
  model text default 'p/m')
  returns numeric language plpgsql as $$
begin
  perform howdah.act_as(who, 'acme');
  return howdah.record_usage(model, jsonb_build_object('prompt_tokens', tokens, 'completion_tokens', 0),
    feature => call.feature, started_at => call.at);
end
$$;
create function pg_temp.statement(out usage numeric, out adjustment numeric, out total numeric)
  language sql as $$
  select trim_scale(usage_cents), trim_scale(adjustment_cents), trim_scale(total_cents) from howdah.statements
   order by month desc limit 1
$$;
select pg_temp.call('2026-02-01 04:59:59Z', 10000);
select pg_temp.call('2026-02-01 05:00Z', 20000);
select pg_temp.call('2026-02-20Z', 30000, 'bob');
select pg_temp.call('2026-02-20Z', 40000, 'bob', 'other');
select pg_temp.call('2026-02-20Z', 5, 'bob', model => 'p/unpriced');
select pg_temp.call('2026-03-01 04:59:59Z', 50000);
select pg_temp.call('2026-03-01 05:00Z', 60000);

select throws_ok($$select howdah.close_statement('acme', null)$$, '22004', null, 'the month has to be named');
select throws_ok($$select howdah.close_statement('acme', 'infinity')$$, '22023', null, 'and finite');
select throws_ok($$select howdah.close_statement('nobody', '2026-02-01')$$, 'PT404', null, 'and the tenant be there');
select throws_ok($$select howdah.close_statement('acme', '2026-03-01')$$, 'PT412', null, 'a month that is not over');
select howdah_test.set_time('2026-03-01 04:59:59+00') is null as night;
select throws_ok($$select howdah.close_statement('acme', '2026-02-01')$$, 'PT412', null, 'in its own time zone');
select howdah_test.set_time('2026-03-01 05:00+00') is null as midnight;
select results_eq(
  $$select line_count, trim_scale(usage_cents), adjustment_cents, refund_cents, trim_scale(total_cents),
      prepaid_cents, unpriced_calls, is_new from howdah.close_statement('acme', '2026-02-17')$$,
  $$values (4, 15.4, 0::numeric, 0::numeric, 15.4, 0::numeric, 1::bigint, true)$$,
  'a month is closed from midnight to midnight of the tenant, at customer prices');
select results_eq(
  $$select is_new, trim_scale(total_cents) from howdah.close_statement('acme', '2026-02-01')$$,
  'values (false, 15.4)', 'closed twice nothing changes');
select is((select count(*) from howdah.statement_lines), 4::bigint, 'nor comes a line');
select results_eq(
  $$select line, kind, usage_month, user_id, model, feature, plan, calls, unpriced_calls, input_tokens,
      trim_scale(amount_cents), description from howdah.statement_lines$$,
  $$values
    (1, 'usage', date '2026-02-01', 'bob', 'p/m', 'other', 'pro', 1::bigint, 0::bigint, 40000::bigint, 4.4, 'answers'),
    (2, 'usage', '2026-02-01', 'ann', 'p/m', 'titles', 'pro', 2, 0, 70000, 7.7, 'answers'),
    (3, 'usage', '2026-02-01', 'bob', 'p/m', 'titles', 'pro', 1, 0, 30000, 3.3, 'answers'),
    (4, 'usage', '2026-02-01', 'bob', 'p/unpriced', 'titles', 'pro', 1, 1, 5, null, 'answers')$$,
  'its lines say who used what, and what is not known is null');
select is((select is_complete from howdah.statements), false, 'which the statement says');

select throws_ok('update howdah_internal.statement_lines set amount_cents = 0', 'PT409', null,
  'a line cannot be changed');
select throws_ok('update howdah_internal.statement_lines set user_id = null', 'PT409', null, 'in nothing');
select throws_ok('delete from howdah_internal.statement_lines', 'PT409', null, 'nor deleted');
select throws_ok('truncate howdah_internal.statement_lines', 'PT409', null, 'nor all of them');
select throws_ok('update howdah_internal.statements set total_cents = 0', 'PT409', null, 'nor the statement');
select throws_ok('delete from howdah_internal.statements', 'PT409', null, 'nor it deleted');

select throws_ok($$select howdah.close_statement('acme', '2026-01-01')$$, 'PT412', null,
  'statements begin with the first that is closed');
select howdah_test.set_time('2026-05-20 12:00+00') is null as later;
select throws_ok($$select howdah.close_statement('acme', '2026-04-01')$$, 'PT412', null, 'and leave no month out');

-- What is late, repriced, and known at last.
select pg_temp.call('2026-02-03Z', 1000, 'ann');
select pg_temp.call('2026-02-03Z', 2000, 'cid');
select howdah.set_price('p', 'unpriced', '2026-01-01Z', '[{"input": 100000000, "output": 0}]');
select howdah.reprice_usage('2026-02-01Z', '2026-03-01Z', 'p/unpriced') is not null as repriced;
select howdah.close_statement('acme', '2026-03-01') is not null as march;
select results_eq('select * from pg_temp.statement()', 'values (6.6, 550.33, 556.93)',
  'the next one has what came since');
select results_eq(
  $$select kind, usage_month, user_id, model, calls, unpriced_calls, trim_scale(amount_cents), description
      from howdah.statement_lines where month = '2026-03-01' order by line$$,
  $$values
    ('usage', date '2026-03-01', 'ann', 'p/m', 1::bigint, 0::bigint, 6.6, 'answers'),
    ('adjustment', '2026-02-01', 'ann', 'p/m', 1, 0, 0.11, 'correction of 2026-02'),
    ('adjustment', '2026-02-01', 'cid', 'p/m', 1, 0, 0.22, 'correction of 2026-02'),
    ('adjustment', '2026-02-01', 'bob', 'p/unpriced', 0, -1, 550, 'correction of 2026-02')$$,
  'as corrections of the month before');
select is((select is_complete from howdah.statements where month = '2026-03-01'), true,
  'and nothing is unknown any more');

-- Prices of customers, a plan, a refund, somebody who is forgotten.
select howdah.set_customer_price(20, plan => 'pro', feature => 'other', effective_from => '2026-02-01');
select howdah_test.set_time('2026-05-20 12:00+00') is null as same;
select howdah.set_tenant('acme', plan => 'basic');
select howdah.act_as('boss', 'acme');
select isnt_empty($$select * from howdah.forget_user('ann', dry_run => false)$$, 'somebody is forgotten');
select is((select count(*) from howdah.statement_lines where user_id = 'ann'), 0::bigint, 'also in the lines');
select howdah.grant_credit('acme', 100, 'outage of 12 March', is_refund => true) is not null as refund;
select howdah.close_statement('acme', '2026-04-01') is not null as april;
select results_eq('select * from pg_temp.statement()', 'values (0::numeric, 0.4, -99.6)', 'the next is what changed');
select results_eq(
  $$select kind, user_id, model, trim_scale(amount_cents), description from howdah.statement_lines
     where month = '2026-04-01' order by line$$,
  $$values ('adjustment', 'bob', 'p/m', 0.4, 'correction of 2026-02'), ('refund', null, null, -100,
    'outage of 12 March')$$,
  'a person who is forgotten, and a plan from now on, change no amount');
select howdah_test.set_time('2026-07-20 12:00+00') is null as later;
select howdah.close_statement('acme', '2026-05-01') is not null as may;
select results_eq('select * from pg_temp.statement()', 'values (0::numeric, 0::numeric, 0::numeric)',
  'nothing is billed or refunded twice');

-- Another time zone: nothing lies between two statements, or in both.
select howdah.set_tenant('acme', 'Asia/Tokyo');
select howdah.close_statement('acme', '2026-06-01') is not null as june;
select results_eq($$select starts_at, ends_at from howdah.statements where month = '2026-06-01'$$,
  $$values (timestamptz '2026-06-01 04:00Z', timestamptz '2026-06-30 15:00Z')$$,
  'a statement begins where the one before ended');
select is_empty($$select * from howdah.verify() where check_name like 'statement%'$$, 'verify() finds nothing');
set local session_replication_role = replica;
update howdah_internal.statement_lines set amount_cents = amount_cents + 1 where month = '2026-03-01' and line = 1;
set local session_replication_role = origin;
select is((select object from howdah.verify() where check_name = 'statement_equals_lines'),
  'statement 2026-03 of tenant acme', 'but a line that somebody changed past the trigger');
set local session_replication_role = replica;
update howdah_internal.statement_lines set amount_cents = amount_cents - 1 where month = '2026-03-01' and line = 1;
set local session_replication_role = origin;

-- What is dropped stays billed.
update howdah_internal.usage_rollups set done_until = '2026-07-01 00:00Z';
select pg_temp.call('2026-02-03Z', 1000, 'bob');
select pg_temp.call('2026-07-03Z', 7000, 'bob');
select howdah_internal.make_partitions() is not null as made;
select howdah_internal.drop_partitions('howdah.llm_usage', '202607') as dropped;
select is((select count(*) from howdah.llm_usage where tenant_id = 'acme'), 1::bigint, 'calls are dropped');
select pg_temp.call('2026-02-04Z', 2000, 'bob');
select howdah_test.set_time('2026-08-20 12:00+00') is null as later;
select howdah.close_statement('acme', '2026-07-01') is not null as july;
select results_eq('select * from pg_temp.statement()', 'values (0.77, 0.33, 1.1)',
  'and the next statement has only what came late, before and after they were dropped');
select howdah.set_tenant('new');
select throws_ok($$select howdah.close_statement('new', '2026-02-01')$$, 'PT412', null,
  'no statement begins where calls are not kept');

-- A tenant that is forgotten.
select isnt_empty($$select * from howdah.forget_tenant('acme', dry_run => false)$$, 'a tenant is forgotten');
select is((select count(*) from howdah.statement_lines where user_id is not null or feature != 'chat'), 0::bigint,
  'its lines stay, and name nobody');
select is((select count(*) from howdah.statements), 6::bigint, 'its statements stay');
select pg_temp.call('2026-08-05Z', 9000, 'bob', model => 'p/m') is not null as called;
delete from howdah.users where tenant_id = 'acme';
delete from howdah.tenants where tenant_id = 'acme';
select howdah_test.set_time('2026-09-20 12:00+00') is null as later;
select howdah.close_statement('acme', '2026-08-01') is not null as august;
select results_eq('select * from pg_temp.statement()', 'values (0.99, 0::numeric, 0.99)',
  'what it used at last is billed, and nothing else again');

set local role howdah_admin;
select howdah.act_as('boss', 'acme');
select is((select count(*) from howdah.statements), 7::bigint, 'an administrator reads the statements of the tenant');
select howdah.act_as('boss', 'other');
select is((select count(*) from howdah.statement_lines), 0::bigint, 'and of no other');
set local role howdah_app;
select throws_ok('select * from howdah.statements', '42501', null, 'an application reads none');
select throws_ok($$select howdah.close_statement('acme', '2026-02-01')$$, '42501', null, 'and closes none');
select * from finish();
rollback;
