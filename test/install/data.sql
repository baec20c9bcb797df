-- Rows of every kind, by the functions that an application calls; on the schema of the freeze and on today's.
create table public.articles (id integer primary key, title text, body text);
insert into public.articles select n, 'Article ' || n, 'The article number ' || n || ' is about granite.' from generate_series(1, 5) as n;
select howdah.register_model('stub', 'm', 'embedding', 384);
select howdah.register_model('stub', 'c', 'chat');
select howdah.set_setting('default_embedding_model', 'stub/m');
select howdah.set_setting('default_chat_model', 'stub/c');
select howdah.set_price('stub', 'c', '2020-01-01', '[{"input": 15, "output": 60}]');
select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 2}]');
select howdah.set_tenant('acme', 'Europe/Berlin');
select howdah.set_user('ann', 'ann@example.org', 'pro');
select howdah.set_budget('tenant', 100000, 'month');
select howdah.set_rate_limit('user', 1000, period => 'hour');
select howdah.create_collection('handbook');
select howdah.add_document('# Leave' || E'\n\n' || 'You have 28 days of leave a year.', 'leave.md', 'Leave', collection => 'handbook');
select howdah.add_document('Refunds take five days.', 'refunds.md', 'Refunds', '{"topic": "money"}');
select howdah.add_document_chunks('vectors.md', jsonb_build_array(jsonb_build_object(
  'content', 'A chunk with its own vector.', 'embedding', array_to_json(array(select 0.1 + n * 0.001 from generate_series(1, 384) as n)))));
select howdah.watch_table('public.articles', '{body}', title => 'title');
do $$ begin while howdah.sync_watched() > 0 loop end loop; end $$;
select howdah.create_prompt_version('helper', 'Answer {{tone}} from the passages.', commit_message => 'first');
select howdah.activate_prompt('helper', 1);
select howdah.create_prompt_version('helper', 'Answer {{tone}} and briefly.', commit_message => 'second');
select howdah.start_experiment('helper', '{"1": 1, "2": 1}');
begin;
select howdah.act_as('ann');
select howdah.record_usage('stub/c', '{"prompt_tokens": 900, "completion_tokens": 120}', feature => 'titles') from generate_series(1, 20);
select howdah.start_conversation('Questions', 'helper', '{"tone": "kindly"}') as conversation \gset
select howdah.send_message(:'conversation', 'How many days of leave are there?') as question \gset
select howdah.start_conversation('Own calls') as own \gset
select howdah.send_message(:'own', 'And refunds?', run_by => 'caller') as message \gset
commit;
begin;
select howdah.act_as('ann');
select job_id, token from howdah.claim_message(:'message') \gset
select howdah.complete_message(:job_id, :token, message_id => :'message', finish_reason => 'stop', content => 'Five days.', usage => '{"input_tokens": 30, "output_tokens": 4}');
select howdah.give_feedback(:'message', 1, 'right');
commit;
-- Calls of some days ago, as a worker that was away reports them.
with calls as (
  insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, provider, model, input_tokens, output_tokens, cost_cents, latency_ms)
  select 'acme', gen_random_uuid(), howdah.now() - n * interval '7 hours', 'bob', 'chat', 'stub', 'c', 100, 10, case when n > 3 then 0.5 end, 100 * n
    from generate_series(1, 20) as n
  returning *
)
select howdah.note_usage(c.tenant_id, c.call_id, c.attempt, c.created_at) from calls as c;
update howdah.usage_rollups set done_until = done_until - interval '6 days' where name = 'days';
select howdah.summarise_days();
