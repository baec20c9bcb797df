begin;
select plan(13);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation('Refunds',
  conversation_id => '00000000-0000-0000-0000-00000000000a') as id;
grant select on c to public;
select is((select (tenant_id, user_id, title, prompt, collection)::text from howdah.conversations join c using (id)),
  '(acme,ann,Refunds,answer,default)', 'a conversation belongs to its user, with the default prompt and collection');
select is(howdah.start_conversation(conversation_id => id), id, 'the same id again gives the same conversation') from c;
select is((select title from howdah.conversations), 'Refunds', 'and changes nothing');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.start_conversation(conversation_id => id) from c', 'PT409', null,
  'an id of somebody else is refused');
select throws_ok($$select howdah.start_conversation(prompt => 'nowhere')$$, 'PT404', null,
  'an unknown prompt is refused');
select throws_ok($$select howdah.start_conversation(collection => 'nowhere')$$, 'PT404', null,
  'an unknown collection is refused');
select throws_ok($$select howdah.start_conversation(model => 'no/model')$$, 'PT404', null,
  'an unknown model is refused');
select throws_ok($$select howdah.start_conversation(model => 'local/local-embedding')$$, '22023', null,
  'an embedding model cannot answer');
select throws_ok($$select howdah.start_conversation(variables => '[]')$$, '22023', null,
  'variables that are no object are refused');
select throws_ok($$select howdah.start_conversation(repeat('x', 501))$$, '22001', null,
  'a title of 501 characters is refused');
set local role howdah_app;
select is_empty('select * from howdah.conversations', 'another user of the tenant does not see the conversation');
select howdah.act_as(null);
select throws_ok('select howdah.start_conversation()', '28000', null, 'without a user the application may not');
set local role howdah_worker;
select throws_ok('select howdah.start_conversation()', '42501', null, 'a worker may not');
select * from finish();
rollback;
