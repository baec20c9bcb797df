begin;
select plan(6);
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
set local role howdah_worker;
select throws_ok($$select howdah.delete_missing_documents('default', '{}', '')$$, '42501', null,
  'a worker may not delete');
reset role;
select * from finish();
rollback;
