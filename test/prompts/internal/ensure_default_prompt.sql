begin;
select plan(9);

select is(howdah_internal.ensure_default_prompt(), 'answer', 'the default prompt is named answer');
select is((select version from howdah.active_prompt('answer')), 1, 'it is active at once');
select is(howdah_internal.ensure_default_prompt(), 'answer', 'a second time is no error');
select is((select count(*) from howdah.prompt_versions where name = 'answer'), 1::bigint, 'and makes nothing');
select howdah.set_tenant('acme');
select results_eq(
  $$select tenant_id, prompt, version from howdah.prompt_labels where tenant_id = 'acme'
     order by prompt$$,
  $$values ('acme', 'answer', 1), ('acme', 'rewrite', 1)$$, 'a new tenant has it at once, and the one for follow-ups'
);
select howdah.act_as('ann', 'globex');
select is(howdah_internal.ensure_default_prompt(), 'answer', 'a tenant made on first use');
select is((select version from howdah.active_prompt('answer')), 1, 'gets it on first use');
select howdah.act_as(null);

select is(
  howdah.activate_prompt('answer', howdah.create_prompt_version('answer', 'Mine')), 1,
  'a version of one''s own'
);
select is(
  (select content from howdah.active_prompt(howdah_internal.ensure_default_prompt())), 'Mine', 'stays the active one'
);

select * from finish();
rollback;
