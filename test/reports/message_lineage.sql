begin;
select plan(6);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table a as select howdah.send_message(howdah.start_conversation(), 'How long do refunds take?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah_test.answer(job_id, token, 'Five [1].', facts => '{"input_tokens": 9, "output_tokens": 2}') from j;
create temp table l as select howdah.message_lineage(id) as l from a;
grant select on a to public;
select is((select l #>> '{chunks,0,source}' from l), 'refunds.md', 'its sources are named');
select ok((select l #> '{chunks,0,is_cited}' = 'true' and l #> '{chunks,0,score}' != 'null' from l),
  'with scores and whether it cites them');
select is((select row(l ->> 'user_id', l ->> 'model', l #>> '{prompt,version}')::text from l),
  '(ann,local/local-chat,1)', 'user, model, version');
select ok((select l #>> '{calls,-1,price,model}' = 'local-chat' and l ->> 'cache_entry' is not null from l),
  'the call with its price, and the cache');
select howdah.act_as('bob', 'acme');
set local role howdah_app;
select throws_ok('select howdah.message_lineage(id) from a', 'PT404', null, 'not for somebody else');
set local role howdah_analyst;
select throws_ok('select howdah.message_lineage(id) from a', '42501', null, 'an analyst may not');
select * from finish();
rollback;
