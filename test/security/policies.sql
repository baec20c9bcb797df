begin;
select plan(10);

insert into howdah.tenants (tenant_id) values ('acme'), ('globex');
insert into howdah.users (tenant_id, id, email)
values ('acme', 'ann', 'ann'), ('acme', 'bob', 'bob'), ('globex', 'ann', 'ann');
insert into howdah.prompts (tenant_id, name) values ('acme', 'answer'), ('globex', 'answer');
insert into howdah.conversations (tenant_id, user_id, title, prompt)
values ('acme', 'ann', 'mine', 'answer'), ('acme', 'bob', 'his', 'answer'), ('globex', 'ann', 'elsewhere', 'answer');
insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, provider, model)
select tenant_id, gen_random_uuid(), howdah.now(), user_id, 'chat', 'local', 'local-chat'
from howdah.conversations;

set local role howdah_app;
select is_empty('select from howdah.users', 'without a user an application sees no users');
select is_empty('select from howdah.conversations', 'nor conversations');

select howdah.act_as('ann', 'acme') as me;
select results_eq(
  'select tenant_id from howdah.tenants', array['acme'], 'a member sees the own tenant only'
);
select results_eq('select id from howdah.users', array['ann'], 'a user sees only the own row');
select results_eq(
  'select title from howdah.conversations', array['mine'],
  'and the own conversations of this tenant'
);
select is((select count(*) from howdah.llm_usage), 1::bigint, 'and the own usage');
select throws_ok(
  'select from howdah.prompt_versions', '42501', null, 'prompts are not for applications'
);

set local role howdah_analyst;
select set_eq(
  'select tenant_id from howdah.llm_usage', array['acme', 'globex'], 'an analyst sees all tenants'
);
select throws_ok('select title from howdah.conversations', '42501', null, 'but no titles');
set local role howdah_worker;
select throws_ok('select from howdah.conversations', '42501', null, 'a worker reads no table');

select * from finish();
rollback;
