begin;
select plan(17);
select howdah_test.set_time('2026-03-01 12:00Z');
select is(howdah.set_lane('reports', 2), true, 'a lane is made with a limit');
select is(howdah.set_lane('reports', 2), false, 'the same again changes nothing');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 20);
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 1)), 1::bigint, 'a first claim');
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 1)), 1::bigint, 'a second claim');
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 1)), 0::bigint, 'a third waits: two run');
select howdah.set_lane('reports', requests_per_minute => 60);
create function pg_temp.claims(tries integer) returns bigint language sql as $$
  select count(howdah_internal.claim_from_lane('w', 'reports', 1, '1 minute')) from generate_series(1, tries)
$$;
select is(pg_temp.claims(10), 6::bigint,
  '60 requests a minute let six through at once');
select howdah_test.set_time('2026-03-01 12:00:01Z');
select is(pg_temp.claims(3), 1::bigint, 'and one more each second');
select howdah.set_lane('reports', tokens_per_minute => 600);
update howdah_internal.jobs set estimated_tokens = 25 where state = 'ready';
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 10)), 2::bigint,
  '600 tokens a minute: a claim takes at most the sixty of six seconds');
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 1)), 1::bigint,
  'the bucket may go below zero once');
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 1)), 0::bigint, 'then it waits');
select howdah_test.set_time('2026-03-01 12:00:04Z');
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 1)), 1::bigint, 'until it has filled again');
select is(howdah.set_lane('local/local-chat/interactive', 4), true, 'a model''s lane is made with its model');
select is((select (provider, class)::text from howdah.lanes where name like 'local/%'), '(local,interactive)',
  'and its class');
select throws_ok($$select howdah.set_lane('no/model/bulk', 1)$$, 'PT404', null, 'an unknown model is refused');
select throws_ok($$select howdah.set_lane('reports', -1)$$, '22023', null, 'a negative limit is refused');
select throws_ok($$select howdah.set_lane(null)$$, '22004', null, 'a missing lane is refused');
set local role howdah_app;
select throws_ok($$select howdah.set_lane('reports', 1)$$, '42501', null, 'the application may not');
select * from finish();
rollback;
