begin;
select plan(3);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Ann keeps a recipe.', 'ann.md');
select howdah.act_as('bob', 'acme');
select howdah.add_document('Bob keeps a recipe.', 'bob.md');
create temp table mine as select id from howdah.chunks where owner_id = 'bob';
grant select on mine to public;
set local role howdah_app;
select results_eq($$select chunk_id from howdah_internal.ranked_chunks('recipe', 10, null, '{}', 'keyword',
  null)$$, 'select id from mine',
  'it ranks what the current user may see, and nothing else');
select throws_ok($$select howdah_internal.ranked_chunks('recipe', 10, 'nowhere', '{}', 'keyword', null)$$,
  'PT404', null,
  'an unknown collection is refused');
set local role howdah_worker;
select throws_ok($$select howdah_internal.ranked_chunks('recipe', 10, null, '{}', 'keyword', null)$$, '42501',
  null, 'a worker may not search');
select * from finish();
rollback;
