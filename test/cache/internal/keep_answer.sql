begin;
select plan(6);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table a as select howdah.send_message(howdah.start_conversation(), 'refund') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah_test.chat_step(job_id, token) from j;
insert into howdah.llm_usage (
  tenant_id, call_id, attempt, created_at, message_id, kind, feature, provider, model, cost_cents)
select 'acme', id, n, howdah.now(), id, kind, 'answer', 'p', 'm', cents
  from a, (values (2, 'chat', 8), (3, 'chat', 0.25), (4, 'embedding', 9)) as c (n, kind, cents);
create function pg_temp.kept(says text) returns bigint language plpgsql as $$
begin
  delete from howdah_internal.llm_cache;
  perform howdah_internal.keep_answer(m, says, '{"input_tokens": 9, "output_tokens": 2}')
    from howdah.messages as m join a using (id);
  return (select count(*) from howdah_internal.llm_cache);
end $$;
select is(pg_temp.kept('Five.'), 1::bigint, 'a whole answer is kept');
select is(
  (select (scope, user_id, input_tokens, output_tokens, cost_cents::float8)::text from howdah_internal.llm_cache),
  '(user,ann,9,2,0.25)', 'with what the call that answered has cost');
select is((select count(*) from howdah_internal.llm_cache_sources), 1::bigint, 'and the documents it used');
select howdah.set_setting('cache_answers', 'off');
select is(pg_temp.kept('Five.'), 0::bigint, 'none where the cache is off');
select howdah.set_setting('cache_answers', 'on');
select howdah.add_document('Refunds take nine days.', 'refunds.md', private => false);
select is(pg_temp.kept('Five.'), 0::bigint, 'nor one whose source has changed during the call');
set local role howdah_app;
select throws_ok($$select howdah_internal.keep_answer(null, 'x', '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
