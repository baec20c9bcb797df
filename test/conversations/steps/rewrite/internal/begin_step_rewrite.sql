begin;
select plan(29);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'small', 'chat');
select howdah.set_price('p', 'small', '2026-01-01Z', '[{"input": 100, "output": 500}]');
select howdah.act_as('ann', 'acme');
select howdah.add_document('The Typhoon weighs four kilograms.', 'typhoon.md', private => false);
create temp table m (n integer, id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.ask(n integer, content text, collection text default 'default', is_first boolean default false)
  returns text language plpgsql as $$
declare
  v_talk uuid := howdah.start_conversation(collection => ask.collection);
  v_job record;
  v_step jsonb;
begin
  if not is_first then
    perform howdah.add_message(v_talk, 'user', 'What is the warranty of the Typhoon, no. ' || ask.n || '?');
    perform howdah.add_message(v_talk, 'assistant', 'Three years [1].');
  end if;
  insert into m values (ask.n, howdah.send_message(v_talk, ask.content));
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  v_step := howdah.next_step(v_job.job_id, v_job.token);
  update m set job_id = v_job.job_id, token = v_job.token, step = v_step where m.n = ask.n;
  return concat_ws(' ', v_step ->> 'kind', v_step #>> '{request,model}', v_step ->> 'stream');
end $$;
create function pg_temp.trace(n integer) returns text language sql as $$
  select string_agg(concat_ws(' ', t.kind, t.status, t.error_code), ', ' order by t.seq)
    from m, howdah.message_trace(m.id) as t where m.n = trace.n $$;
create function pg_temp.lane(change text) returns void language plpgsql as $$
begin
  execute 'update howdah.lanes set ' || change || $x$ where name = 'p/small/interactive'$x$;
end $$;

select is(pg_temp.ask(1, 'And how much does it weigh?'), 'embed local-embedding false', 'without a model none is made');
select is(pg_temp.trace(1), 'embed calling', 'and nothing is said of one');
select howdah.set_setting('rewrite_model', 'p/small');
select is(pg_temp.ask(2, 'And how much does it weigh?'), 'rewrite small false',
  'a follow-up is rewritten by the model set');
select is((select step #> '{request,params}' from m where n = 2), '{}', 'with the params of its prompt');
select is((select step #>> '{request,messages,1,content}' from m where n = 2), E'<conversation>\nUser: What is the '
  'warranty of the Typhoon, no. 2?\nAssistant: Three years [1].\n</conversation>\n\nLast question: And how much does '
  'it weigh?', 'it is told question and last turns');
select is((select (step #>> '{timeouts,total_ms}')::integer from m where n = 2), 2700,
  'in nine tenths of the time that the setting allows');
select howdah.set_setting('rewrite_timeout_ms', '500000');
select is((select (howdah.next_step(job_id, token) #>> '{timeouts,total_ms}')::integer from m where n = 2), 60000,
  'but no more than half of the time that is left for the answer');
select howdah.set_setting('rewrite_timeout_ms', '3000');
select is(pg_temp.ask(3, 'And how much does it weigh?', is_first => true), 'embed local-embedding false',
  'a first question needs none');
select is(pg_temp.ask(4, 'What is the warranty of the Breeze desk fan?'), 'embed local-embedding false',
  'nor one that stands alone');
select is(pg_temp.ask(5, 'And how much does it weigh?', null), 'answer local-chat true', 'nor one without sources');

-- Calls of the application's own.
create temp table own as
select t.n, howdah.send_message(t.id, 'And its price?', run_by => 'caller', parent_message_id =>
         howdah.add_message(t.id, 'user', 'What is the warranty of the Typhoon?')) as id
  from (select n, howdah.start_conversation() as id from generate_series(1, 2) as n offset 0) as t;
select is((select c.step ->> 'kind' from (select id from own where n = 1 offset 0) as o,
  howdah.claim_message(o.id) as c), 'answer',
  'an application that makes one call makes the one that answers');
create temp table steps as
select c.job_id, c.token, c.step from (select id from own where n = 2 offset 0) as o,
  howdah.claim_message(o.id, all_steps => true) as c;
select is((select step ->> 'kind' from steps), 'rewrite', 'one that wants all steps gets them in their order');
select is((select howdah.next_step(job_id, token, howdah_test.outcome(step, 'What is the price of the Typhoon?'))
  #> '{request,texts}' from steps), '["And its price?", "What is the price of the Typhoon?"]', 'and hands them in');

-- Done without.
select howdah_internal.model_lane(howdah_internal.find_model('p/small', 'chat'), 'interactive');
select pg_temp.lane($$paused_until = howdah.clock() + interval '1 minute'$$);
select is(pg_temp.ask(6, 'And its color?'), 'embed local-embedding false', 'while its provider makes everybody wait');
select pg_temp.lane($$paused_until = null, failure_count = 3, last_error_at = howdah.clock() - interval '29 seconds'$$);
select is(pg_temp.ask(7, 'And its color?'), 'embed local-embedding false', 'for half a minute after three failures');
select pg_temp.lane($$failure_count = 2$$);
select is(pg_temp.ask(8, 'And its color?'), 'rewrite small false', 'two may be chance');
select pg_temp.lane($$failure_count = 3, last_error_at = howdah.clock() - interval '31 seconds'$$);
select is(pg_temp.ask(9, 'And its color?'), 'rewrite small false', 'then it is tried again');
select howdah.create_prompt_version('rewrite', 'For {{brand}}: make it stand alone.');
select howdah.activate_prompt('rewrite', 2);
select is(pg_temp.ask(10, 'And its color?'), 'embed local-embedding false', 'by a prompt that wants what is not there');
select is(pg_temp.trace(10), 'rewrite refused PT422, embed calling', 'which is said');
select howdah.create_prompt_version('rewrite', 'Make it stand alone.', 'local/local-chat',
  params => '{"max_tokens": 50}');
select howdah.activate_prompt('rewrite', 3);
select is(pg_temp.ask(11, 'And its color?'), 'rewrite local-chat false', 'a version may name a model of its own');
select is((select (step #> '{request,params,max_tokens}', step #>> '{request,messages,0,content}',
  split_part(step #>> '{request,messages,1,content}', E'\n', 5))::text from m where n = 11),
  '(50,"Make it stand alone.","")', 'and say nothing of question and turns');
select matches((select step #>> '{request,messages,1,content}' from m where n = 11), 'Last question: And its color\?$',
  'they follow it then');
select howdah.activate_prompt('rewrite', 1);
select howdah.set_budget('feature', 0, 'day', 'rewrite');
select is(pg_temp.ask(12, 'And its color?'), 'embed local-embedding false', 'where the budget has no room');
select is(pg_temp.trace(12), 'rewrite refused PT402, embed calling', 'and the answer goes on');
select howdah.set_budget('feature', null, 'day', 'rewrite');
select is((select (howdah.next_step(job_id, token, howdah_test.failure(step, 'timeout')) ->> 'kind') from m
  where n = 11),
  'embed', 'one that failed is not made again');
select is((select howdah.next_step(job_id, token, howdah_test.failure(step, 'bad_request', status => 400) ||
  '{"facts": {}}' || jsonb_build_object('failure', jsonb_build_object('code', 'bad_request', 'status', 400, 'param',
  'max_tokens'))) ->> 'kind' from m where n = 8), 'embed', 'nor what a provider refuses');
update howdah.settings set value = 'p/gone' where name = 'rewrite_model';
select is(pg_temp.ask(13, 'And its color?'), 'embed local-embedding false', 'a model that is gone makes none');
select is((select code from howdah_internal.name_findings() where subject = 'setting rewrite_model'), 'unknown_model',
  'which doctor() says');
set local role howdah_app;
select throws_ok('select howdah_internal.begin_step_rewrite(null, 1, 1, null)', '42501', null,
  'an application may not');
select * from finish();
rollback;
