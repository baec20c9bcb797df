begin;
select plan(7);
insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding, created_at)
select 'default', (select min(id) from howdah.models), sha256(n::text::bytea), '[1]', howdah.now() - interval '100 days'
  from generate_series(1, 1500) as n;
select howdah_internal.ensure_default_prompt();
insert into howdah.conversations (id, prompt, updated_at)
select '00000000-0000-4000-8000-000000000001', p.name,
  howdah.now() - interval '50 days' from howdah.prompts as p limit 1;
select results_eq($$select kind, deleted from howdah_internal.delete_old_rows()$$,
  $$values ('query_embeddings', 1500::bigint)$$,
  'what is old goes, in batches; conversations stay');
select is_empty('select * from howdah_internal.delete_old_rows()', 'then there is none left');
select howdah.set_budget('tenant', 5);
insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
select b.tenant_id, b.id, 'default', howdah.now() - n * interval '100 days', howdah.now() - n * interval '100 days'
  from howdah.budgets as b, generate_series(1, 5) as n;
select results_eq($$select kind, deleted from howdah_internal.delete_old_rows()$$,
  $$values ('budget_windows', 1::bigint)$$, 'windows of budgets too');
select howdah.set_setting('conversation_days', '60');
select is_empty('select * from howdah_internal.delete_old_rows()', 'younger than the setting');
select howdah.set_setting('conversation_days', '40');
select is((select count(*) from howdah.conversations where id = '00000000-0000-4000-8000-000000000001'), 1::bigint,
  'still there');
select is((select sum(deleted) from howdah_internal.delete_old_rows()), 1::numeric, 'older than the setting');
set local role howdah_app;
select throws_ok($$select * from howdah_internal.delete_old_rows()$$, '42501', null, 'an application may not');
select * from finish();
rollback;
