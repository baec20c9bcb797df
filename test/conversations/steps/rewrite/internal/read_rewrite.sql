begin;
select plan(21);
create function pg_temp.read(content text,
  more jsonb default '{"finish_reason": "stop"}') returns text language sql as $$
  select howdah_internal.read_rewrite(jsonb_build_object('content', content) || more) $$;
select is(pg_temp.read(c), 'How much does the Typhoon weigh?', 'a question as models say it: ' || c) from unnest(array[
  'How much does the Typhoon weigh?', E'  How much does the\nTyphoon weigh?\n', '"How much does the Typhoon weigh?"',
  '“How much does the Typhoon weigh?”', 'Rewritten question: How much does the Typhoon weigh?',
  '**Standalone question:** How much does the Typhoon weigh?', 'Question: "How much does the Typhoon weigh?"',
  E'```\nHow much does the Typhoon weigh?\n```', E'```text\nHow much does the Typhoon weigh?\n```',
  E'<think>It is the fan.</think>\nHow much does the Typhoon weigh?'
]) as c;
select is(pg_temp.read('Is "Typhoon" the one?'), 'Is "Typhoon" the one?', 'quotes within it stay');
select is(pg_temp.read('这个多少钱？'), '这个多少钱？', 'in any script');
select is(pg_temp.read('How?', '{}'), 'How?', 'a server that gives no reason has ended well');
select is(pg_temp.read(c), null, 'no question: ' || left(c, 20)) from unnest(array['', '  ', '?!', '""',
  repeat('word ', 201)]) as c;
select is(pg_temp.read('How much', '{"finish_reason": "length"}'), null, 'nor what was cut off');
select is(pg_temp.read('I cannot', '{"finish_reason": "stop", "is_refusal": true}'), null, 'nor a refusal');
set local role howdah_app;
select throws_ok($$select howdah_internal.read_rewrite('{}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
