begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah_internal.make_partitions();
set local role howdah_app;
select howdah.act_as(u), howdah.request_query_embedding('hi ' || u) from unnest(array['gone', 'asker', 'writer']) as u;
select howdah.act_as('writer'), howdah.add_document('A word of mine.', 'a.md');
select howdah.act_as('asker'), howdah.start_conversation();
reset role;
select howdah.act_as('');
select howdah.set_user('told', 'told@example.com');
select howdah.set_user('planned', 'planned', plan => 'free') is null as planned;
delete from howdah_internal.jobs;
select howdah.set_rate_limit('user', 5, 'requests', 'minute');
insert into howdah_internal.rate_state (tenant_id, rate_limit_id, subject, level_at, reserved)
select r.tenant_id, r.id, s.subject, howdah.now() - s.age, s.reserved
  from howdah.rate_limits as r, (values ('old', interval '41 days', 0), ('new', interval '5 days', 0),
    ('held', interval '41 days', 1)) as s (subject, age, reserved);
select howdah.set_lane('limited', 3);
select howdah.enqueue('x', '{}', 'busy'), howdah.enqueue('x', '{}', 'done'),
  howdah.enqueue('x', '{}', 'dead');
select howdah.cancel_job(id) from howdah_internal.jobs where lane = 'done';
update howdah_internal.jobs set state = 'dead', failed_at = howdah.now() where lane = 'dead';
select results_eq($$select kind, deleted from howdah_internal.delete_old_rows()$$,
  $$values ('rate_state', 1::bigint)$$, 'old states of limits go, without a call on its way');
select howdah_test.set_time('2026-03-03 12:00Z');
select results_eq($$select kind, deleted from howdah_internal.delete_old_rows()$$,
  $$values ('lanes', 1::bigint)$$, 'a lane that was empty for a day');
select is((select string_agg(name, ' ' order by name) from howdah.lanes where provider is null and class = 'bulk'),
  'busy dead limited', 'not one with jobs or a limit');
select howdah_test.set_time('2026-06-15 12:00Z');
select howdah_internal.run_task('delete_old_rows');
select is((select string_agg(id, ' ' order by id) from howdah.users), 'asker planned told writer',
  'users who left nothing go, no others');
select is((select count(*) from howdah_internal.jobs where state = 'dead'), 0::bigint, 'so do dead jobs');
select is((select count(*) from howdah_internal.jobs), 1::bigint, 'not those that wait');
-- Statistics that did not change are not rewritten.
select howdah_internal.refresh_search_stats();
create temp table written as
  select ctid::text as place, lexeme, chunk_count from howdah_internal.lexeme_stats;
update howdah_internal.lexeme_stats set chunk_count = 9 where lexeme = 'word';
select howdah_internal.refresh_search_stats();
select is((select count(*) from howdah_internal.lexeme_stats as l
  where not exists (select from written as w where w.lexeme = l.lexeme and w.place = l.ctid::text)), 1::bigint,
  'only the count that was wrong');
insert into howdah_internal.lexeme_stats (language, lexeme, chunk_count) values ('english', 'nothere', 3);
select howdah_internal.refresh_search_stats();
select results_eq('select lexeme, chunk_count from howdah_internal.lexeme_stats order by 1',
  'select lexeme, chunk_count from written order by 1', 'and what is nowhere any more goes');
select * from finish();
rollback;
