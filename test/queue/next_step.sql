begin;
select plan(46);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', 'Refunds', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
create temp table c as select howdah.start_conversation() as id;
create temp table a as select howdah.send_message(id, 'How long do refunds take?') as id from c;
create temp table j as select * from howdah.claim_jobs('w1', '{local/local-chat/interactive}', lease => '10 seconds');
create temp table steps (n integer, s jsonb);
grant select on a, c, j to public;
grant select, insert on steps to public;
create function pg_temp.step(n integer) returns jsonb language sql as $$
  select t.s from steps as t where t.n = step.n $$;
-- All that next_step may change.
create function pg_temp.world() returns text language sql as $$
  select concat_ws(E'\n',
    (select string_agg(m::text, E'\n' order by m.id) from howdah.messages as m),
    (select string_agg(s::text, E'\n' order by s.message_id, s.seq) from howdah_internal.message_steps as s),
    (select string_agg(u::text, E'\n' order by u.call_id, u.attempt) from howdah.llm_usage as u),
    (select string_agg(r::text, E'\n' order by r.id) from howdah_internal.reservations as r),
    (select string_agg(w::text, E'\n' order by w.budget_id) from howdah_internal.budget_windows as w),
    (select string_agg(l::text, E'\n' order by l.name) from howdah.lanes as l),
    (select string_agg(q::text, E'\n' order by q.id) from howdah_internal.jobs as q)) $$;
create function pg_temp.paid() returns text language sql as $$
  select string_agg(concat_ws(' ', u.attempt, u.kind, u.status, u.error_code, u.input_tokens, u.output_tokens,
    case when u.is_estimated then 'estimated' end, trim_scale(u.cost_cents)), ', ' order by u.attempt)
    from howdah.llm_usage as u join a on a.id = u.call_id $$;
create function pg_temp.stands() returns text language sql as $$
  select concat_ws(' ', m.status, nullif(m.content, ''), m.attempt, trim_scale(m.cost_cents)) from howdah.messages as m
    join a using (id) $$;
select howdah.set_budget('tenant', 1000000, 'month');

set local role howdah_worker;
insert into steps select 1, howdah.next_step(job_id, token) from j;
reset role;
select is(pg_temp.step(1) - 'ref' - 'timeouts', '{"kind": "embed", "call": "embed", "provider": "local",
  "stream": false, "request": {"model": "local-embedding", "texts": ["How long do refunds take?"],
  "dimensions": 384}}', 'the first call is for the vector of the question');
select is(pg_temp.step(1) -> 'ref' ->> 'message_id', id::text, 'its ref says whose it is') from a;
select is(howdah.next_step(job_id, token), pg_temp.step(1), 'asked again it is the same call') from j;
select is((select count(*) from howdah_internal.message_steps), 1::bigint, 'begun once');
set local role howdah_worker;
insert into steps
  select 2, howdah.next_step(job_id, token, howdah_test.vector_outcome(pg_temp.step(1), '{"input_tokens": 6}')) from j;
reset role;
select is(pg_temp.step(2) - 'ref' - 'request', '{"kind": "answer", "call": "chat", "provider": "local", "stream": true,
  "timeouts": {"first_ms": 120000, "silence_ms": 60000, "total_ms": null}}',
  'then the answer, whose first byte may come until the deadline');
select matches(pg_temp.step(2) #>> '{request,messages,1,content}',
  '<source id="1" title="Refunds".*five days.*Question: How long', 'with the sources and the question');
select is(pg_temp.step(2) #>> '{request,model}', 'local-chat', 'to its model');
select is(pg_temp.paid(), '1 embedding ok 6 6', 'what came back is paid for');
create temp table before as select pg_temp.world() as w;
select is(howdah.next_step(job_id, token, howdah_test.vector_outcome(pg_temp.step(1), '{"input_tokens": 6}')),
  pg_temp.step(2), 'the same outcome again is the same call') from j;
select is(howdah.next_step(job_id, token), pg_temp.step(2), 'and so is none') from j;
select is(pg_temp.world(), w, 'and nothing has changed') from before;
select is(howdah.next_step(job_id, token - 1), null, 'who shows another token is told nothing') from j;
select is(howdah.next_step(job_id, token - 1, howdah_test.outcome(pg_temp.step(2), 'Lies.')), null,
  'nor believed') from j;
select is(pg_temp.world(), w, 'and changes nothing while the call is under way') from before;

-- The worker is silent, and another one takes over.
select howdah.append_partial(job_id, token, 0, 'Five days a') = 'ok' as written from j;
select howdah_test.set_time('2026-03-01 12:00:30Z');
select howdah.reap_jobs() as reaped;
select is(pg_temp.stands(), 'pending 1', 'when the lease ends the message waits again');
select is(pg_temp.paid(), format('1 embedding ok 6 6, 2 chat failed crashed %s 4 estimated %s', input_tokens,
  input_tokens + 8), 'and the call is paid for by estimate: what was sent and what was seen of the answer')
  from howdah_internal.message_steps where seq = 2;
select is_empty($$select from howdah_internal.message_deltas$$, 'which begins anew');
create temp table again as select * from howdah.claim_jobs('w2', '{local/local-chat/interactive}');
insert into steps select 3, howdah.next_step(job_id, token) from again;
select is((pg_temp.step(3) ->> 'call') || ' ' || (pg_temp.step(3) #>> '{ref,seq}'), 'chat 3',
  'what is done is not bought again');
select howdah.append_partial(job_id, token, 0, 'So: ') = 'ok' as written from again;
select is(howdah.next_step(job_id, token), null, 'the first worker is told nothing') from j;
truncate before;
insert into before select pg_temp.world();
select is(howdah.next_step(job_id, token, howdah_test.outcome(pg_temp.step(2), 'Five days.', 'stop',
  '{"input_tokens": 50, "output_tokens": 7}')), null, 'nor when it comes back with its answer') from j;
select is(pg_temp.paid(), '1 embedding ok 6 6, 2 chat ok 50 7 64', 'but what it paid takes the place of the estimate');
select is(pg_temp.stands(), 'streaming 2 70', 'and nothing else changes but what the message cost');
select is((select string_agg(d.content, '') from howdah_internal.message_deltas as d), 'So: ', 'its text stays');
select is((select spent_cents from howdah_internal.budget_windows), 70::numeric, 'the budget counts what was paid');
truncate before;
insert into before select pg_temp.world();
select howdah.next_step(job_id, token, howdah_test.outcome(pg_temp.step(2), 'Five days.', 'stop',
  '{"input_tokens": 50, "output_tokens": 7}')) from j;
select is(pg_temp.world(), w, 'telling it again changes nothing') from before;

select is(howdah.next_step(job_id, token, howdah_test.outcome(pg_temp.step(3), 'So: five days [1].', 'stop',
  '{"usage": {"prompt_tokens": 52, "completion_tokens": 8}, "latency_ms": 800}')), null,
  'after the answer comes nothing')
  from again;
select is(pg_temp.stands(), 'complete So: five days [1]. 2 138',
  'the message has it, and costs what all its calls did');
select is((select (input_tokens, output_tokens, latency_ms,
  finish_reason)::text from howdah.messages join a using (id)),
  '(52,8,800,stop)', 'its own figures are those of the call that answered');
select is((select array_agg(outcome) from howdah_internal.jobs_done where kind = 'chat'), '{done}', 'the job is done');
select is((select array[sum(reserved_cents), sum(spent_cents)]::float[] from howdah_internal.budget_windows), '{0,138}',
  'and nothing is held for it');
truncate before;
insert into before select pg_temp.world();
select is(howdah.next_step(job_id, token, howdah_test.outcome(pg_temp.step(3), 'So: five days [1].', 'stop',
  '{"usage": {"prompt_tokens": 52, "completion_tokens": 8}}')), null, 'said again') from again;
select is(pg_temp.world(), w, 'it changes nothing') from before;

select howdah.act_as(null, 'acme');
select howdah.send_message(howdah.start_conversation(collection => null), 'Who am I?') is not null as sent;
create temp table nobody as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
grant select on nobody to public;
set local role howdah_worker;
select is(howdah.next_step(job_id, token) ->> 'call', 'chat', 'the conversation of nobody is answered too') from nobody;
reset role;
select howdah.act_as('bob', 'acme');
select howdah.add_document('The secret of Bob is a parrot.', 'secret.md', private => true) is not null as added;
select howdah.act_as('ann', 'acme');
select howdah.send_message(howdah.start_conversation(), 'What is the secret of Bob?') is not null as sent;
create temp table nosy as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.act_as('eve', 'other');
select doesnt_match(howdah_test.chat_step(job_id, token)::text, 'parrot',
  'a private document of somebody else is no source') from nosy;
select is((select count(*) from howdah_internal.message_citations where source = 'secret.md'), 0::bigint,
  'nor is it cited');
select is(howdah.current_tenant() || ' ' || howdah.current_user_id(), 'acme ann',
  'what follows acts for the one who asked');

-- What it is not for.
select is(howdah.next_step(-1, 1), null, 'an unknown job has no step');
select is(howdah.next_step(-1, 1, '{}'), null, 'nor an outcome');
select throws_ok($$select howdah.next_step(id, 1) from howdah_internal.jobs where kind = 'embed_chunk' limit 1$$,
  '22023',
  'jobs of kind embed_chunk are not done in steps', 'embeddings are no steps');
select throws_ok($$select howdah.next_step(howdah.enqueue('own', '{}'), 1)$$, '22023', null,
  'nor are jobs of your own');
select throws_ok('select howdah.next_step(null, 1)', '22004', null, 'a missing job is refused');
select throws_ok('select howdah.next_step(1, null)', '22004', null, 'a missing token too');
select throws_ok($$select howdah.next_step(1, 1, '[]')$$, '22023', null, 'and an outcome that is no object');
select throws_ok($$select howdah.next_step(1, 1, 'null')$$, '22023', null, 'or JSON''s null');
set local role howdah_app;
select is(howdah.next_step(job_id, token), null, 'an application has no say in what a worker answers') from nobody;
set local role howdah_analyst;
select throws_ok('select howdah.next_step(1, 1)', '42501', null, 'an analyst may not');
select * from finish();
rollback;
