begin;
select plan(5);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Twenty days a year.', 'leave.md');
select results_eq($$select chunk_id, state, error_code from howdah_internal.embedding_jobs()$$,
  $$select id, 'ready', null::text from howdah.chunks$$, 'each chunk''s job and its state');
select is(howdah_internal.model_name((select model_id from howdah_internal.embedding_jobs())),
  'local/local-embedding', 'model_name names its model');
select is(howdah_internal.model_name(-1), null, 'an unknown model has no name');
select howdah.act_as('ann', 'other');
select is_empty('select howdah_internal.embedding_jobs()', 'another tenant sees none');
set local role howdah_analyst;
select throws_ok('select howdah_internal.embedding_jobs()', '42501', null, 'an analyst may not look');
select * from finish();
rollback;
