begin;
select plan(20);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');

create function pg_temp.takes(kind text) returns boolean language plpgsql as $$
begin
  insert into howdah_internal.jobs (kind, lane) values (takes.kind, 'x');
  return true;
exception when check_violation then
  return false;
end $$;

create temp table first as select howdah.enqueue('report', '{"n": 7}', 'reports', dedup_key => 'report 7') as id;
select is(
  (select (j.tenant_id, j.user_id, j.lane, j.state)::text from howdah_internal.jobs as j, first where j.id = first.id),
  '(acme,ann,reports,ready)', 'a job is ready in its lane and carries the tenant and user who asked'
);
select ok(exists (select from howdah.lanes where name = 'reports'), 'a lane is made with its first job');
select is(howdah.enqueue('report', '{}', 'reports', dedup_key => 'report 7'), (select id from first),
  'the same key while the job is ready gives the same job');
select isnt(howdah.enqueue('other', '{}', 'reports', dedup_key => 'report 7'), (select id from first),
  'a key counts for one kind only');
update howdah_internal.jobs set state = 'running', token = 1, lease_until = now() where id = (select id from first);
select isnt(howdah.enqueue('report', '{}', 'reports', dedup_key => 'report 7'), (select id from first),
  'a change while the job runs makes a new job');
select howdah.enqueue('past', run_after => '2020-01-01Z');
select is((select run_after from howdah_internal.jobs where kind = 'past'), '2026-03-01 12:00Z',
  'run_after is never in the past');

select throws_ok($$select howdah.enqueue(null)$$, '22004', null, 'a job without a kind is refused');
select throws_ok($$select howdah.enqueue('Send Report')$$, '22023', null,
  'a kind that is no lower-case word is refused');
select lives_ok($$insert into howdah_internal.jobs (kind, lane) values ('a' || repeat('_', 50) || '0123456789', 'x')$$,
  'the table takes a kind of 61 letters, digits and underscores');
select is_empty(
  $$select kind
      from unnest(array['a' || repeat('a', 61), '', 'Report', '1a', '_a', 'send report', 'a-b', 'ä', E'a\n',
        E'a\nb']) as kind
     where pg_temp.takes(kind)$$,
  'and none that is longer, or has anything else'
);
select throws_ok($$select howdah.enqueue('report', '[1]')$$, '22023', null, 'a payload that is no object is refused');
select throws_ok($$select howdah.enqueue('report', priority => 101)$$, '22023', null,
  'a priority above 100 is refused');
select throws_ok($$select howdah.enqueue('chat', '{"message_id": "x"}')$$, '22023', null,
  'a kind of howdah itself is refused');
select throws_ok($$select howdah.enqueue('embed_chunk')$$, '22023', null, 'and another one');
select throws_ok($$select howdah.enqueue('report', lane => 'local/local-chat/interactive')$$, '22023', null,
  'so is a lane of a model');
select throws_ok($$select howdah.enqueue('report', lane => 'caller')$$, '22023', null,
  'and the lane of the application''s own calls');
select throws_ok($$select howdah.enqueue('report', estimated_tokens => -5)$$, '22023', null,
  'and an estimate below zero');
select howdah.act_as('ann');
update howdah.settings set value = 'required' where name = 'tenancy';
select throws_ok($$select howdah.enqueue('report')$$, '28000', null,
  'a job of no tenant is refused where tenancy is required');

set local role howdah_worker;
select throws_ok($$select howdah.enqueue('report')$$, '42501', null, 'a worker may not enqueue');
set local role howdah_app;
select throws_ok($$insert into howdah_internal.jobs (kind, lane) values ('report', 'x')$$, '42501', null,
  'the application cannot write the table past the function');
select * from finish();
rollback;
