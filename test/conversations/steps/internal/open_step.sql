begin;
select plan(16);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_budget('tenant', 5000, 'day');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create function pg_temp.open(call text, input integer, output integer default null)
  returns howdah_internal.message_steps language plpgsql as $$
declare
  v_message howdah.messages;
  v_step howdah_internal.message_steps;
begin
  select m.* into v_message from howdah.messages as m join a using (id);
  v_step.kind := case call when 'chat' then 'answer' else 'embed' end;
  v_step.call := open.call;
  v_step.request := '{"n": 1}';
  v_step.model_id := howdah_internal.default_model(case call when 'chat' then 'chat' else 'embedding' end);
  v_step.input_tokens := input;
  v_step.output_tokens := output;
  return howdah_internal.open_step(v_message, v_step);
end $$;
create function pg_temp.stands() returns text language sql as $$
  select concat_ws(' ', m.status, m.attempt) from howdah.messages as m join a using (id) $$;

create temp table e as select * from pg_temp.open('embed', 4);
select is((select (tenant_id, message_id = a.id, seq, kind, call, status, is_billed, started_at)::text from e, a),
  '(acme,t,1,embed,embed,calling,f,"2026-03-01 12:00:00+00")', 'a call begins');
select is((select e::text from e), (select s::text from howdah_internal.message_steps as s), 'and is written down');
select is(pg_temp.stands(), 'pending 0', 'the vector of a question begins no text');
insert into howdah_internal.message_deltas (tenant_id, message_id, from_char, content) select 'acme', id, 0,
  'Old' from a;
select howdah_test.set_time('2026-03-01 12:00:05Z');
create temp table c as select * from pg_temp.open('chat', 40, 500);
select is((select (seq, status, started_at, held_cents::float, reservation_id = a.id)::text from c, a),
  '(2,calling,"2026-03-01 12:00:05+00",540,t)', 'the next is numbered on, and holds what it may cost');
select is(pg_temp.stands(), 'streaming 1', 'with it a text begins');
select is_empty('select from howdah_internal.message_deltas', 'of which nothing that was read before is part');
update howdah_internal.message_steps set status = 'done';
select pg_temp.open('chat', 40, 500);
select is(pg_temp.stands(), 'streaming 2', 'each chat call begins it anew');
update howdah_internal.message_steps set status = 'done';

insert into howdah_internal.message_deltas (tenant_id, message_id, from_char, content) select 'acme', id, 0,
  'So' from a;
create temp table r as select * from pg_temp.open('chat', 40, 9000);
select is((select (seq, status, error_code, error_message)::text from r),
  '(4,refused,PT402,"the budget is used up (tenant, day)")', 'without room it is refused, and says by what');
select is((select (ended_at - started_at, held_cents, reservation_id)::text from r), '(00:00:00,,)',
  'it ends as it begins, and holds nothing');
select is((select request from howdah_internal.message_steps where seq = 4), '{"n": 1}',
  'what would have been sent is kept');
select is(pg_temp.stands(), 'streaming 2', 'no text begins');
select is((select string_agg(content, '') from howdah_internal.message_deltas), 'So', 'what was written stays');
select is_empty('select from howdah_internal.reservations as r join a using (id)',
  'the message holds nothing any more');
create temp table other as select howdah.send_message(howdah.start_conversation(collection => null), 'And?') as id;
update a set id = other.id from other;
select is((pg_temp.open('chat', 1, 1)).seq, 1, 'each message counts for itself');
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call) select 'acme', id, 7, 'x',
  'sql' from a;
select is((pg_temp.open('chat', 1, 1)).seq, 8, 'a number is given once');
set local role howdah_app;
select throws_ok('select howdah_internal.open_step(null, null)', '42501', null, 'an application may not');
select * from finish();
rollback;
