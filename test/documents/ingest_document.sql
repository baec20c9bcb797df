begin;
select plan(7);
select is(howdah.ingest_document('Twenty days.', 'a.md', 'Leave', 'default'), true,
  'a new document is a change');
select is(howdah.ingest_document('Twenty days.', 'a.md', 'Leave', 'default'), false, 'the same again is none');
select is(howdah.ingest_document('Thirty days.', 'a.md', 'Leave', 'default'), true, 'another text is one');
select throws_ok($$select howdah.ingest_document('', 'a.md', 'Leave', 'default')$$, '22023', null,
  'an empty text is refused');
set local role howdah_app;
select howdah.act_as('ann');
select is(howdah.ingest_document('Mine.', 'a.md', 'Mine', 'default'), true,
  'a user''s own document of the same source is another one');
select is((select count(*) from howdah.documents), 2::bigint, 'and stands beside the tenant''s');
set local role howdah_worker;
select throws_ok($$select howdah.ingest_document('x', 'x', 'x', 'default')$$, '42501', null,
  'a worker adds no documents');
select * from finish();
rollback;
