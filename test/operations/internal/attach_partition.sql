begin;
select plan(9);
select howdah_test.set_time('2031-01-31 23:30+00') is null as late;
set local timezone = 'Pacific/Auckland';
create function pg_temp.call(at timestamptz) returns void language sql as $$
  insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model, input_tokens, output_tokens,
    cost_cents)
  values ('acme', gen_random_uuid(), at, 'chat', 'p', 'm', 10, 5, 0.5)
$$;
select pg_temp.call(at)
  from unnest(array['2029-05-01 00:00+00', '2029-05-31 23:59+00', '2031-01-31 10:00+00']::timestamptz[]) as at;
select is((select count(*) from howdah.llm_usage_default), 3::bigint,
  'what has no month of its own waits in the default');
select is(
  howdah_internal.attach_partition('howdah.llm_usage', '202905', 'created_at', '2029-05-01', '2029-06-01'), true,
  'a month is made'
);
select is(
  howdah_internal.attach_partition('howdah.llm_usage', '202905', 'created_at', '2029-05-01', '2029-06-01'), false,
    'once'
);
select is(howdah_internal.make_partitions(), 20, 'four days of jobs, this month and three ahead of usage and logs');
select results_eq(
  $$select tableoid::regclass::text, sum(tokens_used), sum(cost_cents) from howdah.llm_usage
     where tenant_id = 'acme' group by 1 order by 1$$,
  $$values ('howdah.llm_usage_202905', 30::bigint, 1.0), ('howdah.llm_usage_203101', 15, 0.5)$$,
  'rows move to their month (UTC), with everything'
);
select is_empty('select from howdah.llm_usage_default', 'nothing is left');
select pg_temp.call('2031-04-30 23:59+00');
select is((select tableoid::regclass::text from howdah.llm_usage where created_at > '2031-04-01'),
  'howdah.llm_usage_203104',
  'the third month ahead is there');
select is(
  (select count(*) from pg_class where relname ~ '^llm_usage_\d{6}$' and relkind = 'r' and not relrowsecurity),
    0::bigint,
  'row level security is on'
);
set local role howdah_app;
select throws_ok(
  $$select howdah_internal.attach_partition('howdah.llm_usage', '209901', 'created_at', '2099-01-01', '2099-02-01')$$,
  '42501', null, 'an application makes none');
select * from finish();
rollback;
