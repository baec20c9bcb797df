begin;
select plan(5);
select howdah.act_as('ann', 'acme');
select howdah.enqueue('report', '{}', 'reports');
select howdah_internal.add_job('embed_query', '{"query": "late"}', 'queries');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create function pg_temp.left_by(outcome text) returns text[] language sql as $$
  select array(
    select j.kind from howdah_internal.jobs as j
     where j.id = any (howdah_internal.leave_jobs(
       array(select id from howdah_internal.jobs), outcome, 'because', 'of this'))
     order by j.kind) $$;
select is(pg_temp.left_by('back'), '{}', 'what comes back leaves nothing');
select is(pg_temp.left_by('expired'), '{chat,embed_query}',
  'each room says which of its jobs need no dead letter; one of your own kinds has none');
select is((select (status, error_code)::text from howdah.messages join a using (id)), '(expired,because)',
  'and ends what it worked on');
set local role howdah_worker;
select throws_ok($$select howdah_internal.leave_jobs('{1}', 'back')$$, '42501', null, 'a worker may not call it');
set local role howdah_app;
select throws_ok($$select howdah_internal.leave_jobs('{1}', 'back')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
