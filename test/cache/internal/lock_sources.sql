begin;
select plan(3);
select howdah.act_as(null, 'acme');
create temp table d as select howdah.add_document('One.', 'one.md', private => false) as id;
select lives_ok($$select howdah_internal.lock_sources('acme', array(select id from d))$$, 'documents stay as they are');
select lives_ok($$select howdah_internal.lock_sources('acme', array[gen_random_uuid()])$$,
  'one that is gone is no error');
set local role howdah_app;
select throws_ok($$select howdah_internal.lock_sources('acme', '{}')$$, '42501', null, 'an application may not lock');
select * from finish();
rollback;
