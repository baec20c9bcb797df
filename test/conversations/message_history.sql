begin;
select plan(6);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
select howdah.send_message(id, repeat(n || ' x ', 25)) from c, generate_series(1, 2) as n;
update howdah.messages set status = 'complete', content = repeat('a', 40) where seq = 2;
create temp table tip as select head_message_id as id from howdah.conversations;

select results_eq($$select h.seq, h.token_count from tip, howdah.message_history('acme', tip.id, null) as h$$,
  $$values (3::bigint, 25), (2, 10), (1, 25)$$, 'a branch is walked up, without the answer that is not written yet');
select results_eq($$select h.seq from tip, howdah.message_history('acme', tip.id, 36) as h$$, $$values (3::bigint), (2)$$,
  'what does not fit into the tokens is left out');
select is_empty($$select howdah.message_history('acme', null, null)$$, 'before the first question there is nothing');
select is_empty($$select h.seq from tip, howdah.message_history('other', tip.id, null) as h$$, 'nor in another tenant');
set local role howdah_worker;
select throws_ok($$select howdah.message_history('acme', null, 9)$$, '42501', null, 'a worker may not read it');
set local role howdah_app;
select throws_ok($$select howdah.message_history('acme', null, 9)$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
