-- Rows that every public function can be called with; their ids are in the table world.
create table public.world (name text primary key, value text);
grant select on public.world to public;
create table public.articles (id integer primary key, body text not null);
create table public.pages (id integer primary key, body text not null);
create function public.world(name text) returns text language sql stable
  return (select w.value from public.world as w where w.name = world.name);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'chat', 'chat');
select howdah.register_model('p', 'embed', 'embedding', 3);
select howdah.register_model('p', 'other', 'embedding', 3);
select howdah.set_price('p', 'chat', '2026-01-01', '[{"input": 100, "output": 1000}]');
select howdah.set_tenant('gone');
select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{p}');
begin;
select howdah.act_as('ann');
select howdah.set_user('bob');
select howdah.set_group('gone', '{}');
select howdah.create_collection('vec', 'p/embed');
select howdah.create_collection('new', 'p/embed');
insert into public.world
select 'document', howdah.add_document('Ten days of leave.', 'leave.md')
union all
select 'vec', howdah.add_document_chunks(
  'v.md', '[{"content": "one", "embedding": [1, 0, 0]}, {"content": "two", "embedding": [0, 1, 0]}]',
  collection => 'vec');
select howdah.add_document_chunks('w.md', '[{"content": "three", "embedding": [1, 1, 0]}]', collection => 'vec');
select howdah.add_document('Not embedded yet.', 'x.md', collection => 'vec');
insert into public.world select 'chunk', id from howdah.chunks where content = 'two';
select howdah.start_reembedding('new', 'p/other');
select howdah.create_prompt_version('support', 'You help.');
select howdah.create_prompt_version('support', 'You help with {{product}}.');
select howdah.activate_prompt('support', 1);
select howdah.activate_prompt('support', 2);
select howdah.create_prompt_version('trial', 'One.');
select howdah.create_prompt_version('trial', 'Two.');
select howdah.activate_prompt('trial', 1);
insert into public.world select 'experiment', howdah.start_experiment('trial', '{"1": 50, "2": 50}');
insert into public.world
select n, howdah.start_conversation(n) from unnest(array['answered', 'pending', 'claimed']) as n;
insert into public.world
select w.name || ' message', howdah.send_message(w.value::uuid, 'How many days?', run_by => 'caller')
  from public.world as w where w.name in ('answered', 'pending', 'claimed');
insert into public.world
select v.name, v.value
  from unnest(array['answered', 'claimed']) as w
 cross join lateral howdah.claim_message(public.world(w || ' message')::uuid) as c
 cross join lateral (values (w || ' job', c.job_id::text), (w || ' token', c.token::text)) as v (name, value);
select howdah.complete_message(
  public.world('answered job')::bigint, public.world('answered token')::bigint, 'Ten [1].', 'stop',
  '{"input_tokens": 10, "output_tokens": 3}');
insert into public.world
select 'question', m.id from howdah.messages as m
 where m.role = 'user' and m.conversation_id = public.world('answered')::uuid;
select howdah.append_partial(public.world('claimed job')::bigint, public.world('claimed token')::bigint, 0, 'Te');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 4);
insert into public.world
select v.name, v.value
  from howdah.claim_jobs('w', '{reports}', 1) as c
 cross join lateral (values ('job', c.job_id::text), ('token', c.token::text)) as v (name, value);
insert into public.world
select v.name, v.value
  from howdah.claim_jobs('w', '{p/embed/bulk}', 1) as c
 cross join lateral (values ('embedding job', c.job_id::text), ('embedding token', c.token::text)) as v (name, value);
insert into public.world
select 'ready job', max(j.id) from howdah_internal.jobs as j where j.lane = 'reports' and j.state = 'ready';
select howdah_internal.bury_jobs(array(
  select min(j.id) from howdah_internal.jobs as j where j.lane = 'reports' and j.state = 'ready'), 'bad_request', 'x');
insert into howdah.incidents (metric, subject, period, dimension, user_id, observed, expected, starts_at, seen_at, text)
values ('cost', 'user ann', 'hour', 'user', 'ann', 19, 10, howdah.now(), howdah.now(), 'cost of user ann');
insert into public.world select 'incident', i.id from howdah.incidents as i;
-- No chance in when it is posted again.
select howdah.set_setting('retry_base_seconds', '0');
insert into public.world select 'event', e.event_id from howdah.claim_events(1) as e;
insert into public.world select 'reservation', a.reservation_id from howdah.admit('p/chat', 100, 50) as a;
select howdah.judge_query('days of leave', 'leave.md');
select howdah.cache_store('{"q": 1}', 'p/chat', 'kept');
insert into public.world select 'model', m.id from howdah.models as m where m.provider = 'p' and m.name = 'embed';
insert into public.articles select n, 'Article ' || n from generate_series(1, 3) as n;
select howdah.watch_table('public.articles', '{body}');
commit;
