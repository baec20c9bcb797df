begin;
select plan(6);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create function pg_temp.cost() returns numeric language sql as $$
  select trim_scale(howdah_internal.message_cost(m)) from howdah.messages as m join a using (id) $$;
create function pg_temp.paid(attempt integer, cents numeric, kind text default 'chat', tenant text default 'acme')
  returns void language sql as $$
  insert into howdah.llm_usage (
    tenant_id, call_id, attempt, created_at, message_id, kind, feature, provider, model, cost_cents)
  select tenant, a.id, paid.attempt, howdah.now(), a.id, paid.kind, 'x', 'p', 'm', cents from a $$;

select is(pg_temp.cost(), null, 'a message without a call has no cost');
select pg_temp.paid(1, 0.5, 'embedding');
select is(pg_temp.cost(), 0.5, 'it costs what its calls cost');
select pg_temp.paid(2, 7), pg_temp.paid(3, 0.25);
select is(pg_temp.cost(), 7.75, 'all of them');
select pg_temp.paid(4, 100, tenant => 'other');
select is(pg_temp.cost(), 7.75, 'within its tenant');
select pg_temp.paid(5, null);
select is(pg_temp.cost(), null, 'where the price of one is not known nobody knows the sum');
set local role howdah_app;
select throws_ok('select howdah_internal.message_cost(null)', '42501', null, 'an application may not');
select * from finish();
rollback;
