begin;
select plan(8);
select howdah.act_as('ann');
select howdah.create_collection('small', chunk_tokens => 16, chunk_overlap => 0);
select howdah.add_document(string_agg(format('Passage number %s with a few words more.', n),
  E'\n\n' order by n), 'a.md', collection => 'small')
  from generate_series(1, 9) as n;
create temp table c as select id, chunk_index from howdah.chunks;
grant select on c to howdah_app;
select results_eq($$select chunk_index, is_asked_for
  from howdah.neighbouring_chunks(array(select id from c where chunk_index = 4))$$,
  $$values (3, false), (4, true), (5, false)$$, 'one before and one after');
select results_eq($$select chunk_index from howdah.neighbouring_chunks(array(select id from c
  where chunk_index in (0, 2)), 1)$$,
  'values (0), (1), (2), (3)', 'what two have in common comes once, and a document ends where it ends');
select is((select count(*) from howdah.neighbouring_chunks(array(select id from c where chunk_index = 4), 0)),
  1::bigint, 'distance 0 is the passage itself');
select throws_ok($$select * from howdah.neighbouring_chunks(null)$$, '22004', null, 'null is refused');
select throws_ok($$select * from howdah.neighbouring_chunks('{1}', 51)$$, '22023', null, 'a distance above 50 too');
select is_empty($$select * from howdah.neighbouring_chunks('{-1}')$$, 'an unknown passage has none');
set local role howdah_app;
select is((select count(*) from howdah.neighbouring_chunks(array(select id from c where chunk_index = 4))),
  3::bigint, 'the owner sees them');
select howdah.act_as('bob');
select is_empty($$select * from howdah.neighbouring_chunks(array(select id from c))$$, 'another user does not');
select * from finish();
rollback;
