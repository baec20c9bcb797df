begin;
select plan(33);
select howdah_test.set_time('2026-08-01 12:00+00') is null as noon;
select howdah.register_model('openai', 'gpt-4o', 'chat', alias => 'gpt-4o-2024-08-06') > 0 as registered;
create temp view written as select * from howdah.llm_usage where tenant_id = 'acme' order by created_at, call_id;

set local role howdah_app;
select howdah.act_as('ann', 'acme') as me;
-- The published cases of double counting.
select is(
  howdah.record_usage('openai/gpt-5.6-luna', '{"prompt_tokens": 17903, "completion_tokens": 0, "total_tokens": 17903,
    "prompt_tokens_details": {"cached_tokens": 17817}}'),
  0.037354, '17,903 input of which 17,817 cached: 86 at 20 and 17,817 at 2 cents a million'
);
select is(
  howdah.record_usage('anthropic/claude-haiku-4-5', '{"input_tokens": 5, "cache_read_input_tokens": 128955,
    "cache_creation_input_tokens": 1253, "output_tokens": 0}'),
  1.446675, '5 + 128,955 + 1,253: each at its own price, none twice'
);
select is(
  howdah.record_usage('openai/gpt-5.6-luna', '{"input_tokens": 100000, "output_tokens": 1000,
    "input_tokens_details": {"cached_tokens": 90000}}', started_at => '2026-07-29 12:00+00'),
  2.5, 'gpt-5.6-luna costs 2.5 cents on 2026-07-29'
);
select is(
  howdah.record_usage('openai/gpt-5.6-luna', '{"input_tokens": 100000, "output_tokens": 1000,
    "input_tokens_details": {"cached_tokens": 90000}}', started_at => '2026-07-30 00:00+00'),
  0.5, 'and 0.5 on the next day'
);
select is(
  howdah.record_usage('openai/text-embedding-3-small', '{"prompt_tokens": 8, "total_tokens": 8}', kind => 'embedding'),
  0.000016, '8 tokens of text-embedding-3-small cost 0.000016 cents'
);
reset role;
select is((select sum(cost_cents) from written), 4.484045, 'stored and summed exactly');
select is((select string_agg(distinct user_id, ',') from written), 'ann', 'for the user who asked');
set local role howdah_app;

select is(
  howdah.record_usage('openai/gpt-4o', '{"prompt_tokens": 1000000, "completion_tokens": 0}',
    call_id => '00000000-0000-4000-8000-00000000000a', latency_ms => 900, first_token_ms => 80), 250.0,
      'a call with a key'
);
select howdah_test.set_time('2026-08-01 12:05+00') is null as later
 where set_config('role', 'none', true) is not null;
set local role howdah_app;
select is(
  howdah.record_usage('openai/gpt-4o', '{"prompt_tokens": 7, "completion_tokens": 0}',
    call_id => '00000000-0000-4000-8000-00000000000a'), 250.0, 'the same call later is the same call'
);
select is(
  howdah.record_usage('openai/gpt-4o', '{"prompt_tokens": 1000000, "completion_tokens": 0}',
    call_id => '00000000-0000-4000-8000-00000000000a', attempt => 2), 250.0, 'a second attempt is another one'
);
reset role;
select is(
  (select count(*) from written where call_id = '00000000-0000-4000-8000-00000000000a'), 2::bigint,
  'a repeated completion bills once'
);
set local role howdah_app;
select howdah.act_as('bob', 'acme') as me;
select throws_ok(
  $$select howdah.record_usage('openai/gpt-4o', '{}', call_id => '00000000-0000-4000-8000-00000000000a')$$, 'PT409',
    null,
  'somebody else''s call is not to be had'
);
select is(
  howdah.record_usage('openai/gpt-4o-2024-08-06', '{"prompt_tokens": 1000, "completion_tokens": 100}'), 0.35,
  'a dated name that is an alias is the model'
);
select is(
  howdah.record_usage('gpt-4o-2024-08-06', '{"prompt_tokens": 1000, "completion_tokens": 100}'), 0.35, 'also by itself'
);
select is(
  howdah.record_usage('openai/gpt-4o', '{"id": "resp_1", "model": "gpt-4o-2024-08-06", "service_tier": "flex",
    "usage": {"input_tokens": 1000, "output_tokens": 100}}', feature => 'report'), null,
  'a whole answer is understood; its service class has no price'
);
select is(howdah.record_usage('ollama/llama3.2', '{"prompt_tokens": 5, "completion_tokens": 5}'), null,
  'a model without a price costs nobody knows what');
select is(howdah.record_usage('openai/gpt-4o', null, status => 'failed', error_code => 'rate_limited'), 0.0,
  'a call that was refused costs nothing');
select is(howdah.record_usage('openai/gpt-4o', null, status => 'timeout'), null, 'of one that was cut nobody knows');
select is(howdah.record_usage('openai/gpt-4o', '{"prompt_tokens": 1000}'), null, 'nor of an answer without its count');
reset role;
select results_eq(
  $$select feature, model, response_model, response_id, service_class, status, error_code, input_tokens from written
    where user_id = 'bob' and (cost_cents is null or cost_cents = 0) and model = 'gpt-4o'
    order by status, input_tokens, response_id$$,
  $$values
    ('chat', 'gpt-4o', null::text, null::text, 'standard', 'failed', 'rate_limited', 0),
    ('report', 'gpt-4o', 'gpt-4o-2024-08-06', 'resp_1', 'flex', 'ok', null, 1000),
    ('chat', 'gpt-4o', null, null, 'standard', 'ok', null, 1000),
    ('chat', 'gpt-4o', null, null, 'standard', 'timeout', null, null)$$,
  'with what is known of each'
);
select is((select count(distinct model_id) from written where model = 'gpt-4o'), 1::bigint,
  'a registered model is known as such');

set local role howdah_app;
select throws_ok($$select howdah.record_usage(null, '{}')$$, '22004', null, 'a model is required');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '[]')$$, '22023', null, 'usage is an object');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', status => 'great')$$, '22023', null,
  'an unknown status is refused');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', started_at => '2026-08-01 13:00+00')$$, '22023',
  null,
  'so is a call of the future');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', attempt => 0)$$, '22023', null, 'and attempt 0');
select throws_ok($$select howdah.record_usage('gpt-9', '{}')$$, 'PT404', null,
  'and a name without provider that is no alias');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', feature => repeat('x', 201))$$, '22001', null,
  'and a long feature');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', prompt => 'support', prompt_version => 9)$$,
  'PT404',
  null, 'and an unknown prompt version');
select howdah.act_as('ann', 'acme') as me;
create temp table conversation as select howdah.start_conversation(collection => null) as id;
select is(
  howdah.record_usage('openai/gpt-4o', '{"prompt_tokens": 1000, "completion_tokens": 0}', conversation_id => id), 0.25,
  'a call may belong to a conversation'
) from conversation;
select howdah.act_as('bob', 'acme') as me;
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', conversation_id => id) from conversation$$,
  'PT404',
  null, 'but not to somebody else''s');
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}', kind => 'song')$$, '22023', null,
  'and an unknown kind');
set local role howdah_worker;
select throws_ok($$select howdah.record_usage('openai/gpt-4o', '{}')$$, '42501', null,
  'a worker reports usage with its job, not by itself');

select * from finish();
rollback;
