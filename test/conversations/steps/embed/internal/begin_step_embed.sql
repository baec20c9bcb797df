begin;
select plan(15);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.create_collection('docs');
create temp table c as select howdah.start_conversation(collection => 'docs') as id;
create temp table a as select howdah.send_message(id, 'How long do refunds take?') as id from c;
create function pg_temp.begins(vector halfvec default null) returns text language plpgsql as $$
declare
  v_message howdah.messages;
  v_job_id bigint;
  v_step howdah_internal.message_steps;
begin
  select m.* into v_message from howdah.messages as m join a using (id);
  select j.id into v_job_id from howdah_internal.jobs as j where j.message_id = v_message.id;
  v_step := howdah_internal.begin_step_embed(v_message, v_job_id, 1, vector);
  return coalesce(v_step.call, 'none');
end $$;
create function pg_temp.step() returns howdah_internal.message_steps language plpgsql as $$
declare
  v_message howdah.messages;
begin
  select m.* into v_message from howdah.messages as m join a using (id);
  return howdah_internal.begin_step_embed(v_message, null, 1, null);
end $$;

select is((select (call, model_id = howdah_internal.default_model('embedding'), input_tokens, output_tokens)::text
  from pg_temp.step()), '(embed,t,8,)',
  'a question asked of a collection needs its vector, by the collection''s model');
select is((select request from pg_temp.step()), '{"provider": "local", "model": "local-embedding",
  "texts": ["How long do refunds take?"], "dimensions": 384}', 'of the question as it is');
select is(pg_temp.begins(array_fill(0.1, array[384])::vector::halfvec), 'none', 'a vector that came along is enough');
insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
values ('other', howdah_internal.default_model('embedding'), howdah_internal.query_hash('How long do refunds take?'),
  '[1]'), ('acme', howdah_internal.default_model('chat'), howdah_internal.query_hash('How long do refunds take?'),
  '[1]');
select is(pg_temp.begins(), 'embed', 'neither another tenant''s nor another model''s is');
delete from howdah_internal.query_embeddings;
insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
values ('acme', howdah_internal.default_model('embedding'), howdah_internal.query_hash('How long do refunds take?'),
  '[1]');
select is(pg_temp.begins(), 'none', 'one that is known is not bought again');
delete from howdah_internal.query_embeddings;

insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status)
select 'acme', id, 1, 'embed', 'embed', 'crashed' from a;
select is(pg_temp.begins(), 'embed', 'a call that was lost is made again');
update howdah_internal.message_steps set status = 'failed';
select is(pg_temp.begins(), 'none', 'one that failed is not');
update howdah_internal.message_steps set status = 'refused';
select is(pg_temp.begins(), 'none', 'nor one that was refused');
update howdah_internal.message_steps set kind = 'answer';
select is(pg_temp.begins(), 'embed', 'a failure of another kind is nothing to it');
select howdah_internal.model_lane(howdah_internal.default_model('embedding'), 'interactive');
select howdah.pause_lane('local/local-embedding/interactive', '2026-03-01 12:00:01Z');
select is(pg_temp.begins(), 'none', 'while the provider makes everybody wait the answer does without');
select howdah_test.set_time('2026-03-01 12:00:01Z');
select is(pg_temp.begins(), 'embed', 'no longer');

truncate a;
insert into a select howdah.send_message(howdah.start_conversation(collection => null), 'How long?');
select is(pg_temp.begins(), 'none', 'without a collection nothing is looked for');
truncate a;
insert into a select howdah.send_message(id, 'How long?', run_by => 'caller') from c;
select is(pg_temp.begins(), 'none', 'an application that calls by itself brings its vector');
update howdah_internal.jobs set payload = '{"all_steps": true}' where message_id = (select id from a);
select is(pg_temp.begins(), 'embed', 'unless it takes all steps');
set local role howdah_app;
select throws_ok('select howdah_internal.begin_step_embed(null, 1, 1, null)', '42501', null, 'an application may not');
select * from finish();
rollback;
