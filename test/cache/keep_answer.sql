begin;
select plan(8);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table a as select howdah.send_message(howdah.start_conversation(), 'refund') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.prepare_message(job_id, token) from j;
create function pg_temp.kept(says text, reason text default 'stop') returns bigint language plpgsql as $$
begin
  delete from howdah.llm_cache;
  perform howdah.keep_answer(m, says, reason, '{"input_tokens": 9, "output_tokens": 2}', 0.25) from howdah.messages as m join a using (id);
  return (select count(*) from howdah.llm_cache);
end $$;
select is(pg_temp.kept('Five.'), 1::bigint, 'a whole answer is kept');
select is((select (scope, user_id, input_tokens, output_tokens, cost_cents::float8)::text from howdah.llm_cache), '(user,ann,9,2,0.25)', 'with what it cost');
select is((select count(*) from howdah.llm_cache_sources), 1::bigint, 'and the documents it used');
select is(pg_temp.kept('Five', 'length'), 0::bigint, 'one that was cut off is not');
select is(pg_temp.kept('Five', 'content_filter') + pg_temp.kept('Five', 'tool_calls') + pg_temp.kept('Five', null), 0::bigint, 'nor one that was filtered, calls a tool or says nothing of its end');
select howdah.set_setting('cache_answers', 'off');
select is(pg_temp.kept('Five.'), 0::bigint, 'nor any where the cache is off');
select howdah.set_setting('cache_answers', 'on');
select howdah.add_document('Refunds take nine days.', 'refunds.md', private => false);
select is(pg_temp.kept('Five.'), 0::bigint, 'nor one whose source has changed during the call');
set local role howdah_app;
select throws_ok($$select howdah.keep_answer(null, 'x', 'stop', '{}', 0)$$, '42501', null, 'an application may not');
select * from finish();
rollback;
