begin;
select plan(22);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.enqueue('report', '{"n": 1}', 'reports', priority => 5);
select howdah.enqueue('report', '{"n": 2}', 'reports');
select howdah.enqueue('report', '{"n": 3}', 'reports', run_after => '2026-03-01 13:00Z');
update howdah.lanes set max_running = 1;

create temp table claimed as select * from howdah.claim_jobs('w1', '{reports}', 10, '30 seconds');
select results_eq(
  $$select tenant_id, user_id, attempt, (payload ->> 'n')::integer from claimed$$,
  $$values ('acme', 'ann', 1, 2), ('acme', 'ann', 1, 1)$$,
  'a claim returns the jobs that are due, the lower priority first'
);
select is((select count(distinct token) from claimed), 1::bigint, 'the jobs of a claim share its token');
select is(
  (select array_agg(distinct lease_until) from howdah_internal.jobs where state = 'running'),
  array['2026-03-01 12:00:30Z'::timestamptz], 'they are leased for the time that was asked for'
);
select howdah_test.set_time('2026-03-01 13:00Z');
select is_empty($$select * from howdah.claim_jobs('w2', '{reports}')$$, 'nothing is claimed above max_running claims');
update howdah.lanes set max_running = 2;
select howdah.pause_lane('reports', '2026-03-01 14:00Z');
select is_empty($$select * from howdah.claim_jobs('w2', '{reports}')$$, 'nothing is claimed from a paused lane');
select howdah_test.set_time('2026-03-01 14:00Z');
select isnt((select token from howdah.claim_jobs('w2', '{reports}')), (select max(token) from claimed),
  'after the pause the delayed job is claimed, with a token of its own');

select howdah_internal.add_job('report', lane => howdah_internal.model_lane(howdah_internal.default_model('chat'),
  'interactive'));
select howdah_internal.add_job('report', lane => howdah_internal.model_lane(howdah_internal.default_model('chat'),
  'interactive'));
select howdah_internal.add_job('report', lane => howdah_internal.model_lane(howdah_internal.default_model('chat'),
  'bulk'));
select is_empty($$select * from howdah.claim_jobs('w3')$$, 'a class gives nothing to a worker that named no provider');
insert into howdah_internal.workers (name, version, schema_version, providers) values ('w3', '1', 1, '{local}');
select results_eq($$select lane from howdah.claim_jobs('w3')$$, $$values ('local/local-chat/interactive')$$,
  'questions come first and one by one');

select howdah.add_document('The same text.', n || '.md', private => false) from generate_series(1, 3) as n;
create temp table texts as select * from howdah.claim_jobs('w3', '{local/local-embedding/bulk}');
select is((select array_agg(content) from texts), '{The same text.}',
  'of equal texts one is handed out, with its content');
select is(
  (select payload from texts),
  (select jsonb_build_object(
            'provider', provider, 'model', name, 'model_id', id, 'dimensions', dimensions,
            'max_input_tokens', max_input_tokens, 'handling', 'embeddings',
            'timeouts', '{"first_ms": null, "silence_ms": 60000, "total_ms": 120000}'::jsonb)
     from howdah.models where name = 'local-embedding'),
  'its payload says which model, how long it may take, and what a worker does with it'
);
select howdah.release_jobs(array_agg(job_id), min(token)) from texts;
select is((select content from howdah.claim_jobs('w3', '{local/local-embedding/bulk}')), 'The same text.',
  'given back it is handed out again');
delete from howdah_internal.jobs where lane = 'local/local-chat/interactive' and state = 'ready';
select howdah.send_message(howdah.start_conversation(collection => null), 'How long?');
select is((select (kind, payload ->> 'handling', payload ->> 'model', content)::text
    from howdah.claim_jobs('w3', '{local/local-chat/interactive}')),
  '(chat,steps,local-chat,)', 'an answer comes without a text: its calls come step by step');
select is((select payload from howdah.claim_jobs('w3', '{local/local-chat/bulk}')) - '{model_id,timeouts}'::text[],
  '{"provider": "local", "model": "local-chat", "dimensions": null, "max_input_tokens": 32000}',
  'a job of your own names the model of its lane, and no handling');

-- As after an import: thousands of chunks of which the planner knows nothing yet.
select howdah.delete_document(id) from howdah.documents;
select howdah.add_document('Chunks of many.', 'many.md', private => false);
insert into howdah.chunks (
  document_id, collection, chunk_index, content, content_hash, token_count, language, tsv, lexeme_count
)
select c.document_id, c.collection, n, 'Text ' || n, howdah_internal.text_hash('Text ' || n), 3, 'english', '', 0
  from howdah.chunks as c, generate_series(1, 2000) as n;
select howdah_internal.enqueue_embeddings('acme', array_agg(id), howdah_internal.default_model('embedding'))
  from howdah.chunks;
create temp table fetched as
  select coalesce(sum(idx_tup_fetch), 0) as count from pg_stat_xact_user_tables where relname = 'chunks';
select count(*) from howdah.claim_jobs('w3', '{local/local-embedding/bulk}', 50);
select cmp_ok(
  (select sum(idx_tup_fetch) from pg_stat_xact_user_tables where relname = 'chunks') - (select count from fetched),
  '<=', 200::numeric, 'a claim of 50 right after an import does not read all chunks of a document'
);
delete from howdah.lanes where class = 'interactive';
delete from howdah_internal.jobs;
select howdah.enqueue('late', '{}', 'questions', deadline => '2026-03-01 13:00Z') from generate_series(1, 5);
select howdah.enqueue('fresh', '{}', 'questions');
update howdah.lanes set class = 'interactive' where name = 'questions';
select results_eq($$select kind from howdah.claim_jobs('w3', '{questions}')$$, $$values ('fresh')$$,
  'after an outage the abandoned questions do not hold up a fresh one');
select is((select count(*) from howdah_internal.jobs where error_code = 'expired'), 5::bigint,
  'they are given up without a call');

select throws_ok($$select howdah.claim_jobs(null)$$, '22004', null, 'a claim without a worker is refused');
select throws_ok($$select howdah.claim_jobs('w', max_jobs => 0)$$, '22023', null, 'a claim of no jobs is refused');
select throws_ok($$select howdah.claim_jobs('w', lease => '2 days')$$, '22023', null, 'a lease of two days is refused');
set local role howdah_worker;
select lives_ok($$select * from howdah.claim_jobs('w1')$$, 'a worker may claim');
select throws_ok($$select * from howdah_internal.jobs$$, '42501', null, 'a worker reads no table');
set local role howdah_app;
select throws_ok($$select * from howdah.claim_jobs('w1')$$, '42501', null, 'the application may not claim');
select * from finish();
rollback;
