begin;
select plan(9);

select is(howdah.create_prompt_version('support', 'one'), 1, 'a version is written');
select throws_ok(
  $$update howdah.prompt_versions set content = 'other'$$, 'PT409', 'prompt versions cannot be changed or deleted',
  'not even the owner changes it'
);
select throws_ok('delete from howdah.prompt_versions', 'PT409', null, 'nor deletes it');
select throws_ok('truncate howdah.prompt_versions cascade', 'PT409', null, 'nor empties the table');
set local session_replication_role = replica;
select throws_ok(
  'delete from howdah.prompt_versions', 'PT409', null, 'replication does not get around it'
);

set local session_replication_role = origin;
select throws_ok(
  $$update howdah.prompt_versions set author = 'bob'$$, 'PT409', null, 'an author cannot be put in another''s place'
);
select throws_ok(
  $$update howdah.prompt_versions set author = null, content = 'other'$$, 'PT409', null, 'nor text under a forgotten name'
);
select lives_ok(
  $$update howdah.prompt_versions set author = null$$, 'but who is to be forgotten may go'
);
select is_empty('select * from howdah.verify()', 'and nothing else is missing then');
select * from finish();
rollback;
