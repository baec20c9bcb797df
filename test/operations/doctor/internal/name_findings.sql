begin;
select plan(9);
select is_empty('select * from howdah_internal.name_findings()', 'nothing points nowhere');
select howdah.set_user('bob', plan => 'free');
select is_empty('select * from howdah_internal.name_findings()', 'where no plan has a limit, plans may be anything');
select howdah.set_rate_limit('plan', 2, 'concurrent', scope_id => 'freee');
select results_eq('select code, subject, finding from howdah_internal.name_findings() order by code', $$values
  ('unlimited_plan', 'tenant default', 'no rate limit or budget is for the plan free'),
  ('unused_plan', 'tenant default', 'a rate limit or budget is for the plan freee, which nobody has')$$,
  'a plan and a limit miss each other');
select is((select count(*) from howdah.doctor() where finding ~ 'plan'), 2::bigint, 'doctor says so');
select howdah.set_budget('plan', null, scope_id => 'free');
select howdah.set_tenant('default', plan => 'freee');
select is_empty('select * from howdah_internal.name_findings()', 'no limit is one, and a tenant has a plan too');
select howdah.set_budget('model', 5, scope_id => 'p/typo'),
       howdah.set_budget('model', 5, scope_id => 'local/local-chat');
select results_eq('select finding from howdah_internal.name_findings()',
  $$values ('a rate limit or budget is for the model p/typo, which is not registered')$$, 'models too');
update howdah.settings set value = 'local/local-embedding' where name = 'default_chat_model';
select is((select severity || ': ' || subject from howdah_internal.name_findings() where subject ~ 'setting'),
  'error: setting default_chat_model', 'and a default that cannot answer');
select howdah.set_group('sales', '{annn}'), howdah.set_group('staff', '{bob,annn}'), howdah.set_group('none', '{}');
select is_empty($$select * from howdah_internal.name_findings() where code = 'unknown_members'$$,
  'who is new in a group may come tomorrow');
update howdah.groups set created_at = howdah.now() - interval '2 days';
select results_eq($$select finding from howdah_internal.name_findings() where code = 'unknown_members'$$,
  array['no member of the group sales has ever acted'], 'a group of nobody that is known points nowhere');
select * from finish();
rollback;
