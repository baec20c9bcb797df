begin;
select plan(7);

select is(
  howdah.activate_prompt('support', howdah.create_prompt_version('support', 'one')), null, 'a label is moved'
);
select throws_ok(
  $$update howdah.prompt_label_history set reason = 'other'$$, 'PT409', 'the history of a label cannot be changed or deleted',
  'not even the owner changes history'
);
select throws_ok('delete from howdah.prompt_label_history', 'PT409', null, 'nor deletes it');
select throws_ok('truncate howdah.prompt_label_history', 'PT409', null, 'nor empties the table');
set local session_replication_role = replica;
select throws_ok('delete from howdah.prompt_label_history', 'PT409', null, 'replication does not get around it');
set local session_replication_role = origin;
select lives_ok(
  'update howdah.prompt_label_history set changed_by = null', 'but who is to be forgotten may go'
);
select is_empty('select * from howdah.verify()', 'and nothing else is missing then');

select * from finish();
rollback;
