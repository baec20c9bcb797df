begin;
select plan(12);
select howdah.set_price('local', 'local-chat', '2021-01-01', '[{"input": 100, "output": 200}]');
select howdah.act_as('ann', 'acme');
set local role howdah_app;
select is((select count(*) from howdah.cache_lookup('{"q": 1}', 'local/local-chat')), 0::bigint,
  'at first there is nothing');
select ok(howdah.cache_store('{"q": 1}', 'local/local-chat', 'One.', input_tokens => 1000, output_tokens => 100),
  'an answer is kept');
select is(response, 'One.', 'and found again') from howdah.cache_lookup('{"q": 1}', 'local/local-chat');
select is((select count(*) from howdah.cache_lookup('{"q": 2}', 'local/local-chat')), 0::bigint,
  'but not for another request');
select is((select (cached, cost_cents, saved_cents)::text from howdah.llm_usage), '(t,0.0000000000,0.1200000000)',
  'a hit is a usage row with cost 0 and what it saved');
select howdah.act_as('bob', 'acme');
select is((select count(*) from howdah.cache_lookup('{"q": 1}', 'local/local-chat')), 0::bigint,
  'another user does not get it');
select howdah.cache_store('{"q": 3}', 'local/local-chat', 'Three.', scope => 'tenant');
select howdah.act_as('ann', 'acme');
select is(response, 'Three.', 'unless it was kept for the tenant') from howdah.cache_lookup('{"q": 3}',
  'local/local-chat', scope => 'tenant');
select howdah.act_as('ann', 'beta');
select is((select count(*) from howdah.cache_lookup('{"q": 3}', 'local/local-chat', scope => 'tenant')), 0::bigint,
  'never for another tenant');
select throws_ok($$select howdah.cache_lookup(null, 'local/local-chat')$$, '22004', null, 'a request is required');
select throws_ok($$select howdah.cache_lookup('{}', 'no/model')$$, 'PT404', null, 'an unknown model is refused');
select throws_ok($$select howdah.cache_lookup('{}', 'local/local-chat', scope => 'all')$$, '22023', null,
  'so is an unknown scope');
set local role howdah_analyst;
select throws_ok($$select howdah.cache_lookup('{}', 'local/local-chat')$$, '42501', null, 'an analyst may not');
select * from finish();
rollback;
