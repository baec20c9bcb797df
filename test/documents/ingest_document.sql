begin;
select plan(25);
select is(howdah.ingest_document('Twenty days.', 'a.md', 'Leave', 'default'), true,
  'a new document is a change');
select is(howdah.ingest_document('Twenty days.', 'a.md', 'Leave', 'default'), false, 'the same again is none');
select is(howdah.ingest_document('Thirty days.', 'a.md', 'Leave', 'default'), true, 'another text is one');
select throws_ok($$select howdah.ingest_document('', 'a.md', 'Leave', 'default')$$, '22023', null,
  'an empty text is refused');

select howdah.set_group('board', '{ann}');
set local role howdah_app;
select is(howdah.ingest_document('Plan.', 'p.md', 'P', 'default', readers => '{board}'), true,
  'what is for readers is new, though who takes it may not read it');
select is(howdah.ingest_document('Plan.', 'p.md', 'P', 'default'), false, 'the same again is no change');
select is(howdah.ingest_document('Plan.', 'p.md', 'P', 'default', readers => '{user:ann}'), true, 'other readers are');
reset role;

-- Files.
set local role howdah_app;
select is(howdah.ingest_document('Files.', 'x.md', 'X', 'default', '/srv/docs/x.md'), true, 'a file is new');
select is(howdah.ingest_document('Files.', 'docs/x.md', 'X', 'default', '/srv/docs/x.md'), false,
  'the same file under another source is the same document');
select is(howdah.ingest_document('Other.', 'docs/x.md', 'X', 'default', '/srv/docs/x.md'), true,
  'also when it changed');
select results_eq(
  $$select source, origin, origin_path, version from howdah.documents where origin_path is not null$$,
  $$values ('x.md', 'ingest', '/srv/docs/x.md', 2)$$, 'and keeps its first source, with a mark of who made it');
select throws_ok($$select howdah.ingest_document('Y', 'x.md', 'X', 'default', '/home/x.md')$$, 'PT409',
  'the source is that of another file', 'another file does not take its place');
select is(
  howdah.ingest_document('Other.', 'x.md', 'X', 'default', '/home/x.md', former_path => '/srv/docs/x.md'), false,
  'one that lay there before does');
select is((select origin_path from howdah.documents where source = 'x.md'), '/home/x.md', 'and is noted there now');
select howdah.add_document('Made by the application.', 'app.md');
select throws_ok($$select howdah.ingest_document('Y', 'app.md', 'Y', 'default', '/srv/docs/app.md')$$, 'PT409',
  'the source is that of a document that no file made', 'what the application made is not overwritten');
select is((select origin from howdah.documents where source = 'app.md'), 'application', 'and has its mark');
reset role;

-- Of before the marks: known by its source, or by the one that it had from the folder where ingest ran.
update howdah.documents set origin = null, origin_path = null;
update howdah.documents set source = 'docs/x.md' where source = 'x.md';
set local role howdah_app;
select is(howdah.ingest_document('Made by the application.', 'app.md', null, 'default', '/srv/docs/app.md'), false,
  'an old document of this source is recognised');
select is(howdah.ingest_document('Other.', 'x.md', 'X', 'default', '/srv/docs/x.md', 'docs/x.md'), false,
  'and so is one under its former source');
select results_eq($$select source, origin_path from howdah.documents where origin = 'ingest' order by 1$$,
  $$values ('app.md', '/srv/docs/app.md'), ('x.md', '/srv/docs/x.md')$$, 'which is the new one since');
reset role;

create table public.rows_to_watch (id integer primary key, body text);
insert into public.rows_to_watch values (1, 'A row.');
select howdah.watch_table('public.rows_to_watch', '{body}');
select howdah.sync_watched();
select results_eq($$select source, origin from howdah.documents where content = 'A row.'$$,
  $$values ('public.rows_to_watch/1', 'watch')$$, 'a row leaves its own mark');
update howdah.documents set origin = null where content = 'A row.';
select throws_ok(
  $$select howdah.ingest_document('Y', 'public.rows_to_watch/1', 'Y', 'default', '/srv/docs/y.md')$$, 'PT409', null,
  'and a file does not take its place, not even when it is older than marks');
select is(current_setting('howdah.origin', true), '', 'no mark stays behind in the transaction');

set local role howdah_app;
select howdah.act_as('ann');
select is(howdah.ingest_document('Mine.', 'a.md', 'Mine', 'default', '/srv/docs/x.md'), true,
  'a user''s own document of the same source is another one');
select is((select count(*) from howdah.documents where source = 'a.md'), 2::bigint, 'and stands beside the tenant''s');
set local role howdah_worker;
select throws_ok($$select howdah.ingest_document('x', 'x', 'x', 'default')$$, '42501', null,
  'a worker adds no documents');
select * from finish();
rollback;
