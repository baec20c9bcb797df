begin;
select plan(7);
select howdah.act_as('ann', 'acme');
select is((select count(*) from howdah.prompt_labels where tenant_id = 'default' and prompt = 'rewrite'), 1::bigint,
  'the install lays it for the only tenant');
select howdah_internal.ensure_rewrite_prompt('acme');
select is((select (version, variables::text, form)::text from howdah.active_prompt('rewrite')),
  '(1,"{conversation,question}",chat)', 'it takes the conversation and the question');
select howdah_internal.ensure_rewrite_prompt('acme');
select is((select count(*) from howdah.prompt_versions where tenant_id = 'acme' and name = 'rewrite'), 1::bigint,
  'once');
select is(howdah.create_prompt_version('rewrite', 'Make it stand alone.'), 2, 'an own version follows it');
select howdah.activate_prompt('rewrite', 2);
select howdah_internal.ensure_rewrite_prompt('acme');
select is((select content from howdah.active_prompt('rewrite')), 'Make it stand alone.', 'and stays the active one');
select howdah.act_as('bob', 'other');
select is(howdah.create_prompt_version('rewrite', 'Make it stand alone.'), 2, 'also where nobody has asked yet');
set local role howdah_app;
select throws_ok($$select howdah_internal.ensure_rewrite_prompt('acme')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
