begin;
select plan(8);
select is(howdah_internal.usage_keys(u.usage::jsonb), u.keys::text[], u.usage)
  from (values
    ('{"usage": {"tokens": {"in": 5, "out": 7}, "n": 1}}', '{n,tokens.in,tokens.out}'),
    ('{"foo": 5}', '{foo}'),
    ('{"usage": {}}', null),
    ('{"latency_ms": 5, "model": "m", "estimated_input_tokens": 5}', null),
    ('{"usage": {"what ann wrote": 5, "é": 1}}', null)
  ) as u (usage, keys);
select is(cardinality(howdah_internal.usage_keys((
  select jsonb_build_object('usage', jsonb_object_agg('k' || n, n)) from generate_series(1, 50) as n))), 20,
  'at most twenty');
select howdah.register_model('maker', 'm', 'chat') > 0 as registered;
select howdah.act_as('ann', 'acme') as me;
select howdah.record_usage('maker/m', '{"units": 5}') is null as unread,
  howdah.record_usage('maker/m', '{"prompt_tokens": 5, "completion_tokens": 1}') is null as read,
  howdah.record_usage('openai/text-embedding-3-small', '{"prompt_tokens": 5}', kind => 'embedding') > 0 as embedded,
  howdah.record_usage('maker/m', null) is null as silent,
  howdah.record_usage('maker/m', '{"prompt_tokens": 5}') is null as half;
select set_eq('select usage_keys from howdah.llm_usage where usage_keys is not null',
  $$values ('{units}'::text[]), ('{prompt_tokens}')$$, 'kept where a count is missing, and only there');
set local role howdah_app;
select throws_ok($$select howdah_internal.usage_keys('{}')$$, '42501', null, 'not for applications');
select * from finish();
rollback;
