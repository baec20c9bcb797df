begin;
select plan(18);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
create function pg_temp.traces(marker text) returns setof text language plpgsql as $$
declare r record; n bigint;
begin
  for r in
    select c.oid::regclass as t, a.attname
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and (a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'uuid'::regtype, 'tsvector'::regtype)
         or a.atttypid in (select oid from pg_type where typcategory = 'A'))
  loop
    execute format('select count(*) from %s where %I::text like $1', r.t, r.attname) into n using '%' || marker || '%';
    if n > 0 then return next r.t || '.' || r.attname; end if;
  end loop;
end $$;
create function pg_temp.live(who text) returns void language plpgsql as $$
declare j record; a uuid;
begin
  perform howdah.act_as(who, 'acme');
  perform howdah.set_user(who, who || '@example.org', metadata => jsonb_build_object('name', who));
  perform howdah_internal.add_event('incident', who, jsonb_build_object('of', who), who, 'acme', who);
  insert into howdah.incidents (metric, subject, period, dimension, user_id, observed, expected, starts_at, seen_at,
    text, acknowledged_by, note)
  values ('cost', 'user ' || who, 'hour', 'user', who, 2, 1, now(), now(), who, who, who),
    ('cost', 'model ' || md5(who), 'hour', 'model', null, 2, 1, now(), now(), 'm', who, null);
  insert into howdah_internal.budget_forecasts (tenant_id, budget_id, subject, starts_at, forecast_cents)
  select b.tenant_id, b.id, who, now(), 1 from howdah.budgets as b where b.scope_id = 'somebody';
  perform howdah.add_document('The secret of ' || who || ' is a parrot.', who || '.md', who,
    jsonb_build_object('by', who), private => true);
  perform howdah.act_as(null, 'acme');
  perform howdah.set_group('friends', array(select m.user_id from howdah.group_members as m) || who);
  perform howdah.add_document('For some.', 'friends.md', readers => array['friends', 'user:' || who]);
  perform howdah.act_as(who, 'acme');
  perform howdah.cache_store(jsonb_build_object('q', who), 'local/local-chat', 'Hello ' || who);
  a := howdah.send_message(howdah.start_conversation(who, metadata => jsonb_build_object('of', who)),
    'What is the secret of ' || who || '?');
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  perform howdah_test.answer(j.job_id, j.token, 'A parrot, ' || who || ' [1].',
    facts => '{"input_tokens": 9, "output_tokens": 9}');
  perform howdah.act_as(who, 'acme');
  perform from howdah.logged_search('parrot of ' || who, mode => 'keyword');
  perform howdah.set_rate_limit('user', 1000000, scope_id => who);
  perform howdah.set_user(who, plan => 'pro');
  perform howdah.give_feedback(a, 1, 'Thanks from ' || who);
  insert into howdah.conversation_summaries (
    conversation_id, user_id, from_seq, to_seq, message_id, run_id, content, token_count)
  select m.conversation_id, m.user_id, 1, m.seq, m.id, m.id, 'They spoke of ' || who, 9
    from howdah.messages as m where m.id = a;
  perform howdah.send_message(howdah.start_conversation(), 'And ' || who || '?');
end $$;
select howdah.act_as(null, 'acme');
select howdah.set_budget('tenant', 100000, 'total');
select howdah.set_budget('user', 100000, 'month', scope_id => 'somebody');
select howdah.set_setting('access_log_text', 'on');
select set_config('t.shared', howdah.add_document('A parrot is a bird.', 'birds.md', private => false)::text, true);
select howdah.set_price('local', 'local-chat', '2026-01-02', '[{"input": 1000, "output": 1000}]');
select pg_temp.live('zanzibar');
create temp table running as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table step as select howdah_test.chat_step(job_id, token) as s from running;
select pg_temp.live('quetzal');
create temp table before as select count(*) as n, sum(cost_cents) as cents from howdah.llm_usage;
select howdah.act_as('zanzibar', 'acme');
create temp table own as select * from howdah.admit('local/local-chat', 900, 400);
select howdah.act_as(null, 'acme');
create temp table held as select sum(reserved_cents) as cents from howdah_internal.budget_windows;
set local role howdah_admin;
create temp table readers as select * from howdah.readers_of_document(current_setting('t.shared')::uuid);
create temp table dry as select * from howdah.forget_user('zanzibar');
reset role;
select cmp_ok((select count(*) from pg_temp.traces('zanzibar')), '>', 15::bigint, 'a dry run changes nothing');
set local role howdah_admin;
create temp table wet as select * from howdah.forget_user('zanzibar', dry_run => false);
reset role;
select results_eq('select * from wet', 'select * from dry', 'and counts what the real one then does');
select is_empty($$select * from pg_temp.traces('zanzibar')$$, 'no text, json, uuid or array column names the person');
select is((select count(*) from readers where user_id in ('zanzibar', 'quetzal')), 2::bigint,
  'both have read what is everybody''s');
select bag_eq(
  $$select * from howdah.readers_of_document(current_setting('t.shared')::uuid)$$,
  $$select nullif(user_id, 'zanzibar'), reader, versions, found_count, cited_count, first_at, last_at from readers$$,
  'the readers of a document are counted as before, the person without a name');
select set_eq(
  $$select c.kind, c.object from howdah.change_log as c join readers as r on r.reader = c.subject
     where r.user_id = 'zanzibar'$$,
  $$values ('audience', null), ('document', null), ('group member', null), ('rate limit', null), ('user', null)$$,
  'what changed of theirs has no name and no values');
select is((select count(*) from howdah.change_log as c join readers as r on r.reader::text = c.object
    where r.user_id = 'zanzibar' and c.operation = 'forgotten'), 1::bigint, 'that they were forgotten is noted');
select is_empty($$select * from howdah.verify() where check_name ~ '^(log|change|text)_'$$, 'the logs are in order');
select is((select row(count(*), sum(cost_cents))::text from howdah.llm_usage),
  (select row(n, cents)::text from before), 'what was used stays');
select ok((select sum(w.reserved_cents) from howdah_internal.budget_windows as w) < (select cents from held),
  'what they held of a shared budget goes back');
select is((select sum(w.reserved_cents) from howdah_internal.budget_windows as w),
  (select sum(r.amount_cents) from howdah_internal.reservations as r where r.status = 'held'),
    'others still hold theirs');
select cmp_ok((select count(*) from pg_temp.traces('quetzal')), '>', 15::bigint, 'other users stay');
select is(howdah.next_step(job_id, token, howdah_test.outcome(
  s, 'Late news of zanzibar', facts => '{"input_tokens": 9, "output_tokens": 9}')), null,
  'an answer on its way is dropped') from running, step;
select is((select count(*) from howdah.llm_usage) - (select n from before), 1::bigint, 'its cost is recorded');
select is_empty($$select * from pg_temp.traces('zanzibar')$$, 'without the person');
-- They added what is everybody's, and come back.
select howdah.act_as('zanzibar', 'acme');
select howdah.add_document('Of all of us.', 'all.md', private => false);
select howdah.act_as(null, 'acme');
select howdah.forget_user('zanzibar', dry_run => false);
select is((select count(*) from howdah_internal.jobs as j
  join howdah.chunks as c on c.id = j.chunk_id where c.content = 'Of all of us.'
  and j.user_id is null),
  1::bigint, 'what they added for everybody is still made searchable');
update howdah_internal.forgotten_users set forgotten_at = clock_timestamp() - interval '1 hour';
select is(array[howdah_internal.living_user('acme', 'zanzibar', clock_timestamp()),
  howdah_internal.living_user('acme', 'quetzal', clock_timestamp())], '{null,quetzal}',
  'a call that begins later, of a job claimed before, is nobody''s');
set local role howdah_app;
select throws_ok($$select howdah.forget_user('x')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
