begin;
select plan(13);
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('openai', 'm', 'chat', max_output_tokens => 300);
select howdah.register_model('azure', 'm', 'chat');
select howdah.act_as(null, 'acme');
create function pg_temp.limits(params jsonb default '{}', model text default 'p/m', tenant text default 'acme')
  returns jsonb language sql as $$
  select howdah_internal.limit_answer(m, limits.tenant, params) from howdah.models as m
   where m.id = howdah_internal.find_model(model, null) $$;

select is(pg_temp.limits('{"temperature": 0}'), '{"temperature": 0}', 'where nothing is limited no answer is');
select howdah.set_budget('tenant', 100, 'day', is_hard => false);
select is(pg_temp.limits(), '{}', 'a budget that only warns cuts nothing short');
select howdah.set_budget('user', null, 'day');
select is(pg_temp.limits(), '{}', 'nor one without a limit');
select howdah.set_rate_limit('tenant', 5, 'requests');
select is(pg_temp.limits(), '{}', 'nor a rate of requests');
select howdah.set_rate_limit('tenant', 5000, 'output_tokens');
select is(pg_temp.limits('{"temperature": 0}'), '{"temperature": 0, "max_tokens": 1000}',
  'a rate of answered tokens does');
select howdah.set_rate_limit('tenant', null, 'output_tokens');
select howdah.set_budget('tenant', 100, 'day');
select is(pg_temp.limits(), '{"max_tokens": 1000}', 'so does a hard budget');
select is(pg_temp.limits('{}', 'openai/m'), '{"max_completion_tokens": 300}', 'by the name that its provider knows');
select is(pg_temp.limits('{}', 'azure/m'), '{"max_completion_tokens": 1000}', 'as Azure does');
select is(pg_temp.limits('{"max_tokens": 50}'), '{"max_tokens": 50}', 'a limit that the prompt names stays');
select is(pg_temp.limits('{"max_completion_tokens": 50}'), '{"max_completion_tokens": 50}', 'by either name');
select is(pg_temp.limits('{}', tenant => 'other'), '{}', 'the budget of one tenant is nothing to another');
select howdah.set_budget('global', 100, 'day');
select is(pg_temp.limits('{}', tenant => 'other'), '{"max_tokens": 1000}', 'that of all is');
set local role howdah_app;
select throws_ok($$select howdah_internal.limit_answer(null, 'acme', '{}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
