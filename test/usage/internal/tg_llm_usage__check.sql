begin;
select plan(19);

create function pg_temp.add(kind text default 'chat', status text default 'ok', class text default 'standard',
  cost numeric default 1, saved numeric default null, input integer default 10, cached integer default null,
  written integer default null, hour integer default null, output integer default 5, reasoned integer default null,
  at timestamptz default now()) returns uuid language sql as $$
  insert into howdah.llm_usage (call_id, created_at, kind, provider, model, status, service_class, cost_cents,
    saved_cents,
    input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens)
  values (gen_random_uuid(), at, kind, 'p', 'm', status, class, cost, saved, input, cached, written, hour, output,
    reasoned)
  returning call_id $$;
create function pg_temp.broken(statement text) returns text language plpgsql as $$
declare
  v_constraint text;
begin
  execute statement;
  return null;
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  return v_constraint;
end $$;

select lives_ok('select pg_temp.add(cached => 4, written => 6, hour => 6, reasoned => 5)', 'what fits is written');
select lives_ok('select pg_temp.add(cost => null, input => null, output => null)', 'what is not known is no violation');
select is(pg_temp.broken($$select pg_temp.add(kind => 'image')$$), 'llm_usage_kind_is_known',
  'another kind is refused');
select is(pg_temp.broken($$select pg_temp.add(status => 'late')$$), 'llm_usage_status_is_known', 'another status too');
select is(pg_temp.broken($$select pg_temp.add(class => 'gold')$$), 'llm_usage_service_class_is_known',
  'and another class');
select is(pg_temp.broken('select pg_temp.add(cost => -1)'), 'llm_usage_money_is_finite', 'money is not negative');
select is(pg_temp.broken($$select pg_temp.add(saved => 'NaN')$$), 'llm_usage_money_is_finite', 'and a number');
select is(
  pg_temp.broken('select pg_temp.add(input => -1)'), 'llm_usage_counts_are_not_negative', 'counts are not negative'
);
select is(
  pg_temp.broken('select pg_temp.add(cached => 6, written => 5)'), 'llm_usage_subsets_fit',
    'the cache is part of the input'
);
select is(pg_temp.broken('select pg_temp.add(written => 5, hour => 6)'), 'llm_usage_subsets_fit',
  'an hour of what is written');
select is(pg_temp.broken('select pg_temp.add(reasoned => 6)'), 'llm_usage_subsets_fit', 'reasoning of the output');
select is(
  pg_temp.broken('select pg_temp.add(input => null, cached => 1)'), 'llm_usage_subsets_fit',
    'nothing is part of the unknown'
);
select is(
  pg_temp.broken('update howdah.llm_usage set cost_cents = -1'), 'llm_usage_money_is_finite',
    'a change is checked as well'
);

create temp table known as select pg_temp.add(input => 10, output => null, cost => null) as call_id;
create function pg_temp.derived() returns text language sql as $$
  select tokens_used || ' ' || is_unpriced from howdah.llm_usage where call_id = (select call_id from known) $$;
select is(pg_temp.derived(), '10 true', 'tokens and whether a price is missing are filled');
update howdah.llm_usage set output_tokens = 7, cost_cents = 0 where call_id = (select call_id from known);
select is(pg_temp.derived(), '17 false', 'and follow what changes');
update howdah.llm_usage set tokens_used = 1, is_unpriced = true where call_id = (select call_id from known);
select is(pg_temp.derived(), '17 false', 'nobody sets them otherwise');

select lives_ok($$select pg_temp.add(at => '2020-05-05')$$, 'usage of a month without a partition');
select is(
  pg_temp.broken($$select pg_temp.add(at => '2020-05-05', cost => -1)$$), 'llm_usage_money_is_finite',
  'the rows of every partition are checked'
);
set local session_replication_role = replica;
select is(
  pg_temp.broken('select pg_temp.add(cost => -1)'), 'llm_usage_money_is_finite', 'replication does not get around it'
);

select * from finish();
rollback;
