-- What a provider says of waiting is kept, but never less than a second, and longer each time in a row.
begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'e', 'embedding', 3);
select howdah.register_worker('w', '1', (select s.version from howdah.schema_version() as s), '{stub}');
select howdah.set_setting('default_embedding_model', 'stub/e');
select howdah.add_document(content => 'Five days. ' || n, source => 'd' || n) from generate_series(1, 12) as n;

create function pg_temp.refuse(
  retry_after_ms integer, error_code text default 'rate_limited', status integer default 429)
returns text language plpgsql as $$
declare
  v_ids bigint[];
  v_token bigint;
begin
  select array_agg(c.job_id), min(c.token) into v_ids, v_token from howdah.claim_jobs('w', '{bulk}', 96) as c;
  return howdah.fail_jobs(v_ids, v_token, refuse.error_code, 'no', refuse.status, refuse.retry_after_ms);
end
$$;
create function pg_temp.pause() returns numeric language sql volatile as $$
  select extract(epoch from l.paused_until - howdah.clock()) from howdah.lanes as l where l.name = 'stub/e/bulk'
$$;
create function pg_temp.wait() returns void language sql volatile as $$
  select howdah_test.set_time((select l.paused_until from howdah.lanes as l where l.name = 'stub/e/bulk'))
$$;

select is(pg_temp.refuse(0), 'paused', 'a rate limit pauses the lane');
select cmp_ok(pg_temp.pause(), '>=', 1::numeric, 'Retry-After: 0 is a second');
select cmp_ok(pg_temp.pause(), '<=', 1.2::numeric, 'and no more');
select pg_temp.wait();
select pg_temp.refuse(0);
select ok(pg_temp.pause() between 2 and 2.3, 'the second in a row is two');
select pg_temp.wait();
select pg_temp.refuse(0);
select ok(pg_temp.pause() between 4 and 4.5, 'the third is four');
do $$ begin for n in 1 .. 12 loop perform pg_temp.wait(); perform pg_temp.refuse(0); end loop; end $$;
select ok(pg_temp.pause() between 300 and 302, 'up to five minutes');
select pg_temp.wait();
select is((
  select howdah.complete_embeddings(
           array_agg(c.job_id), min(c.token), array_agg('[1,2,3]'::halfvec), 'default', null,
           (select m.id from howdah.models as m where m.name = 'e'), gen_random_uuid(), howdah.clock(), '{}')
    from howdah.claim_jobs('w', '{bulk}', 1) as c), 1, 'a call goes well');
select pg_temp.refuse(null);
select ok(pg_temp.pause() between 5 and 6, 'the next is a first one: five seconds where nothing is said');
select pg_temp.wait();
select pg_temp.refuse(30000);
select ok(pg_temp.pause() between 30 and 31.1, 'what the provider asks for');
select pg_temp.wait();
select is(pg_temp.refuse(null, 'too_large'), 'split', 'a request that can never fit is halved, with a 429 too');
select ok(pg_temp.pause() <= 0, 'and the lane goes on');
select howdah.release_jobs(array_agg(j.id), min(j.token)) from howdah_internal.jobs as j where j.state = 'running';
select is(pg_temp.refuse(8000, 'provider_error', 503), 'retry', 'a server that has to be left alone');
select cmp_ok(
  (select min(j.run_after) - howdah.clock() from howdah_internal.jobs as j where j.attempt = 1), '>=',
  interval '8 seconds', 'is, for as long as it says');
select * from finish();
rollback;
