begin;
select plan(13);
delete from howdah_internal.workers;
select results_eq($$select chunk_count, queued_count from howdah.embedding_progress('default')$$,
  'values (0, 0)',
  'before the first document there is nothing to wait for');
select howdah.add_document('Twenty days a year.', 'leave.md');
select results_eq(
  $$select chunk_count, embedded_count, queued_count, dead_count, is_refused
  from howdah.embedding_progress('default')$$,
  'values (1, 0, 1, 0, false)', 'a new chunk waits');
update howdah_internal.jobs set run_after = howdah.now();
select matches((select reason from howdah.embedding_progress('default')), 'no worker',
  'it says that no worker is there');
insert into howdah_internal.workers (name, version, schema_version, providers) values ('w', '0', 99, '{local}');
select howdah.pause_lane(howdah_internal.model_lane(howdah_internal.default_model('chat'), 'interactive'),
  'infinity', 'authentication');
select is((select reason from howdah.embedding_progress('default')), null,
  'a pause of another lane is no reason here');
select howdah.pause_lane('local/local-embedding/bulk', howdah.clock() + interval '1 hour', 'rate_limited');
select results_eq($$select reason, is_refused from howdah.embedding_progress('default')$$,
  'values (null::text, false)',
  'a rate limit is waited for');
select howdah.pause_lane('local/local-embedding/bulk', howdah.clock() + interval '1 hour', 'authentication');
select ok((select is_refused and reason ~ 'refuses the key'
  from howdah.embedding_progress('default')), 'a wrong key is not');
update howdah_internal.jobs set state = 'dead', error_code = 'too_large';
select results_eq($$select queued_count, dead_count from howdah.embedding_progress('default')$$,
  'values (0, 1)',
  'what was given up waits no longer');

-- Whose chunks: another collection of the same model, and other files, are not counted.
select howdah.create_collection('other');
select howdah.ingest_document('Files of this folder.', 'a.md', null, 'other', '/srv/docs/a.md');
select results_eq($$select chunk_count, queued_count, dead_count from howdah.embedding_progress('other')$$,
  'values (1, 1, 0)', 'jobs of another collection are not counted');
select howdah.ingest_document('Files of that folder.', 'b.md', null, 'other', '/srv/docs2/b.md');
select results_eq(
  $$select chunk_count, queued_count from howdah.embedding_progress('other', array['/srv/docs'])$$,
  'values (1, 1)', 'nor are those of other files where files are named');
select matches((select waiting_for from howdah.embedding_progress('other')), 'refuses the key', 'what is waited for');
select howdah.pause_lane('local/local-embedding/bulk', '2031-01-01 10:00Z', 'rate_limited');
select is((select waiting_for from howdah.embedding_progress('other')),
  'the provider asks to wait until 10:00:00 UTC (rate_limited)', 'a pause that passes by itself is said');
select howdah.resume_lane('local/local-embedding/bulk');
select matches((select waiting_for from howdah.embedding_progress('other')), 'busy', 'and so is a busy worker');
set local role howdah_worker;
select throws_ok($$select howdah.embedding_progress('default')$$, '42501', null, 'a worker may not ask');
select * from finish();
rollback;
