begin;
select plan(11);
select howdah.register_model('stub', 'new', 'embedding', 4, is_indexed => false);
select howdah.add_document('Twenty days of leave a year.', 'leave.md');
select throws_ok($$select howdah.finish_reembedding(null)$$, '22004', null, 'a collection is required');
select throws_ok($$select howdah.finish_reembedding('default')$$, 'PT404', null,
  'without a change there is nothing to finish');
select howdah.start_reembedding('default', 'stub/new');
select throws_ok($$select howdah.finish_reembedding('default')$$, 'PT409', null,
  'what is not complete is not switched');
select ok((select sum(job_count) from howdah.unfinished_jobs(classes => '{bulk}') where reason is null) = 3,
  'a draining worker waits for the change beside the two jobs');
update howdah_internal.jobs set state = 'dead', error_code = 'too_large' where lane = 'stub/new/bulk';
select howdah_internal.tend_model_changes();
select matches((select reason from howdah.reembedding_progress), 'dead jobs', 'dead jobs in the way are said');
select ok((select sum(job_count) from howdah.unfinished_jobs(classes => '{bulk}') where reason is null) = 1,
  'nobody waits for what is stalled');
select howdah_internal.tend_model_changes();
select is((select count(*) from howdah_internal.jobs where lane = 'stub/new/bulk'), 1::bigint,
  'what is dead is not queued again and again');
delete from howdah_internal.jobs where lane = 'stub/new/bulk';
select howdah_internal.tend_model_changes();
select howdah_internal.tend_model_changes();
select is((select count(*) from howdah_internal.jobs where lane = 'stub/new/bulk' and state = 'ready'), 1::bigint,
  'a job that got lost is queued again');
set local role howdah_worker;
select throws_ok($$select howdah.finish_reembedding('default')$$, '42501', null, 'a worker may not');
set local role howdah_admin;
select is(howdah.finish_reembedding('default', allow_missing => true), 'stub/new',
  'an administrator may switch all the same');
reset role;
select is((select howdah_internal.model_name(embedding_model_id) from howdah.collections), 'stub/new', 'and so it is');
select * from finish();
rollback;
