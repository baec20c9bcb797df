begin;
select plan(6);

insert into howdah.tenants (tenant_id) values ('acme');
insert into howdah.users (tenant_id, id, email) values ('acme', 'ann', 'ann'), ('acme', 'bob', 'bob');
insert into howdah.prompts (tenant_id, name) values ('acme', 'answer');
insert into howdah.conversations (tenant_id, id, user_id, prompt)
values
  ('acme', '00000000-0000-4000-8000-00000000000a', 'ann', 'answer'),
  ('acme', '00000000-0000-4000-8000-00000000000b', 'bob', 'answer');
insert into howdah.messages (
  tenant_id, conversation_id, seq, user_id, role, status, input_tokens, output_tokens, cost_cents
)
values
  ('acme', '00000000-0000-4000-8000-00000000000a', 1, 'ann', 'user', 'complete', null, null, null),
  ('acme', '00000000-0000-4000-8000-00000000000a', 2, 'ann', 'assistant', 'complete', 10, 5, 0.5),
  ('acme', '00000000-0000-4000-8000-00000000000a', 3, 'ann', 'user', 'complete', null, null, null),
  ('acme', '00000000-0000-4000-8000-00000000000a', 4, 'ann', 'assistant', 'failed', null, null, null);

select results_eq(
  $$select user_id, questions, answers, failed_answers, tokens_used, cost_cents, unpriced_calls, cost_is_complete
    from howdah.conversation_overview order by user_id$$,
  $$values
    ('ann', 2::bigint, 1::bigint, 1::bigint, 15::bigint, 0.5, 0::bigint, true),
    ('bob', 0, 0, 0, null, 0, 0, true)$$,
  'one row a conversation, also for one without messages'
);
update howdah.messages set cost_cents = null where seq = 2;
select results_eq(
  $$select unpriced_calls, cost_is_complete from howdah.conversation_overview where user_id = 'ann'$$,
  'values (1::bigint, false)', 'an answer without a price is said'
);

update howdah.conversations set is_one_shot = true, archived_at = howdah.now() where user_id = 'bob';
update howdah.conversations set archived_at = howdah.now() where user_id = 'ann';
select results_eq('select user_id, is_archived from howdah.conversation_overview', $$values ('ann', true)$$,
  'calls of run_prompt are no conversations; an archived one still counts');
update howdah.conversations set is_one_shot = false;

set local role howdah_app;
select howdah.act_as('ann', 'acme') as me;
select results_eq(
  'select user_id from howdah.conversation_overview', array['ann'],
  'a user sees only the own conversations'
);
set local role howdah_analyst;
select set_eq(
  'select user_id from howdah.conversation_overview', array['ann', 'bob'], 'an analyst sees all'
);
set local role howdah_worker;
select throws_ok(
  'select from howdah.conversation_overview', '42501', null, 'a worker sees no reports'
);

select * from finish();
rollback;
