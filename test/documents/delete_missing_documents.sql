begin;
select plan(10);
select howdah.add_document(s, s) from unnest(array['docs/a', 'docs/b', 'docs/c', 'notes/a']) as s;
select howdah.act_as('ada');
select howdah.add_document('docs/a', 'docs/a');
select howdah.act_as(null);
select is(howdah.delete_missing_documents('default', array['docs/a'], 'docs/'), 2, 'what is not listed goes');
select results_eq($$select source, owner_id from howdah.documents order by 1, 2$$,
  $$values ('docs/a', 'ada'), ('docs/a', null::text), ('notes/a', null)$$, 'other prefixes and other owners stay');
select is((select count(*)::integer from howdah_internal.jobs), 3, 'the jobs went with the documents');
select is(howdah.delete_missing_documents(null, '{}', ''), 2,
  'an empty list and prefix mean everything that is yours in default');
select throws_ok($$select howdah.delete_missing_documents('default', null, '')$$, '22004', null,
  'a null list is refused');

-- Files: only those below the folders, whatever their sources; what the application made and rows stay.
select howdah.ingest_document('x', s, null, 'default', '/srv/' || s)
  from unnest(array['a/1', 'a/2', 'a/b/3', 'ab/4', 'c/5']) as s;
select howdah.add_document('x', 'a/9');
select is(howdah.delete_missing_documents('default', array['/srv/a/1', '/srv/a/b/3'], '', array['/srv/a']), 1,
  'a file that is gone goes');
select is(howdah.delete_missing_documents('default', '{}', '', array['/srv/c', '/srv/a/b/']), 2,
  'below several folders');
select is(howdah.delete_missing_documents('default', '{}', ''), 1, 'without folders documents of files stay');
select results_eq($$select source from howdah.documents where owner_id is null order by 1$$,
  $$values ('a/1'), ('ab/4')$$, 'these stay');
set local role howdah_worker;
select throws_ok($$select howdah.delete_missing_documents('default', '{}', '')$$, '42501', null,
  'a worker may not delete');
reset role;
select * from finish();
rollback;
