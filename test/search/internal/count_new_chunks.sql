begin;
select plan(9);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take days. Refunds are refunds.', 'a.md');
select howdah.add_document('Days of leave.', 'b.md');
select howdah.add_document('Urlaub und Feiertage.', 'c.md', language => 'german');

select is((select sum(howdah_internal.count_new_chunks(1)) from generate_series(1, 3)), 3::bigint,
  'chunks are counted in slices');
select is(howdah_internal.count_new_chunks(), 0, 'and once');
create temp table counted as select language, lexeme, chunk_count from howdah_internal.lexeme_stats;
create temp table sizes as select language, chunk_count, lexeme_count from howdah_internal.corpus_stats;
select is((select chunk_count from counted where lexeme = 'day'), 2::bigint, 'a lexeme counts once a chunk');
select is(howdah_internal.refresh_search_stats('acme'), 2, 'a refresh counts both languages');
select set_eq('select language, lexeme, chunk_count from howdah_internal.lexeme_stats',
  'select * from counted', 'to the same numbers');
select set_eq('select language, chunk_count, lexeme_count from howdah_internal.corpus_stats',
  'select * from sizes', 'and sizes');
select is(howdah_internal.count_new_chunks(), 0, 'after which nothing is new');

set local role howdah_app;
select throws_ok('select howdah_internal.count_new_chunks()', '42501', null, 'an application may not count');
set local role howdah_worker;
select throws_ok('select howdah_internal.count_new_chunks()', '42501', null, 'nor a worker by itself');
select * from finish();
rollback;
