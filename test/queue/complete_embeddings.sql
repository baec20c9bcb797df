begin;
select plan(16);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'a.md', private => false);
select howdah.add_document('We ship to Norway.', 'b.md', private => false);
select howdah.add_document('Gift cards never expire.', 'c.md', private => false);
create temp table late as select * from howdah.claim_jobs('w1', '{local/local-embedding/bulk}');
select howdah_test.set_time('2026-03-01 12:02Z');
select howdah.reap_jobs();
create temp table mine as select * from howdah.claim_jobs('w2', '{local/local-embedding/bulk}');
create function pg_temp.vectors(jobs bigint, x real default 0.1, dimensions integer default 384) returns halfvec[]
  return array(select array_fill(x, array[dimensions])::halfvec from generate_series(1, jobs));
create function pg_temp.complete(jobs regclass, embeddings halfvec[], call_id uuid default gen_random_uuid())
  returns integer
  language plpgsql as $$
declare v_count integer;
begin
  execute format(
    'select howdah.complete_embeddings(array_agg(job_id order by job_id), max(token), $1, ''acme'', ''ann'',
       howdah_internal.default_model(''embedding''), $2, ''2026-03-01 12:00Z'', ''{"input_tokens": 9}'') from %s', jobs)
    into v_count using embeddings, call_id;
  return v_count;
end $$;

select throws_ok($$select pg_temp.complete('mine', pg_temp.vectors(2))$$, '22023', null,
  'fewer vectors than jobs are refused');
select throws_ok($$select pg_temp.complete('mine', pg_temp.vectors(3, 0))$$, '22023', null,
  'vectors of zeros are refused');
select throws_ok($$select pg_temp.complete('mine', pg_temp.vectors(3, 0.1, 3))$$, '22023', null,
  'vectors of other dimensions are refused');
select throws_ok($$select pg_temp.complete('mine', array[null, null, null]::halfvec[])$$, '22023', null,
  'missing vectors are refused');
select is_empty('select from howdah.llm_usage', 'a refused call records nothing');

select is(pg_temp.complete('late', pg_temp.vectors(3, 0.9)), 0, 'a worker that lost its lease stores nothing');
select is((select count(*) from howdah_internal.jobs where state = 'running'), 3::bigint, 'and ends no job');
select is((select (user_id, input_tokens, item_count)::text from howdah.llm_usage), '(ann,9,3)',
  'but the money it spent is recorded for the one who pays');

select howdah.add_document('We ship to Sweden.', 'b.md', private => false);
update howdah.chunks set content_hash = '\x00' where content like 'Gift%';
select is(pg_temp.complete('mine', pg_temp.vectors(3), '00000000-0000-0000-0000-000000000001'), 1,
  'only the chunk that still says what was embedded gets its vector');
select results_eq(
  'select c.content, e.owner_id from howdah.embeddings as e join howdah.chunks as c on c.id = e.chunk_id',
  $$values ('Refunds take five days.', null::text)$$, 'a changed text and a chunk that is gone get none'
);
select is((select count(*) from howdah_internal.jobs_done where outcome = 'done'), 3::bigint,
  'all three jobs are finished');
select is((select count(*) from howdah_internal.jobs where state = 'ready'), 1::bigint,
  'the changed document has a job of its own');
select is(pg_temp.complete('mine', pg_temp.vectors(3), '00000000-0000-0000-0000-000000000001'), 0,
  'completing again changes nothing');
select is((select count(*) from howdah.llm_usage), 2::bigint, 'and is not billed twice');

set local role howdah_worker;
select lives_ok($$select howdah.complete_embeddings('{1}', 1, pg_temp.vectors(1), 'acme', null, 1, gen_random_uuid(),
  now(), '{}')$$,
  'a worker may complete');
set local role howdah_app;
select throws_ok($$select howdah.complete_embeddings('{1}', 1, '{}', 'acme', null, 1, gen_random_uuid(), now(),
  '{}')$$, '42501',
  null, 'the application may not');
select * from finish();
rollback;
