begin;
select plan(31);
select howdah_test.set_time('2026-03-01 12:00Z');
create function pg_temp.prefixes(model text) returns text language sql as $$
  select format('%s|%s', query_prefix, document_prefix) from howdah.models where name = model $$;

-- What is registered.
select howdah.register_model('ollama', 'nomic-embed-text', 'embedding', 3);
select is(pg_temp.prefixes('nomic-embed-text'), 'search_query: |search_document: ',
  'a well-known model has its prefixes');
select howdah.register_model('ollama', 'e5-base', 'embedding', 3, query_prefix => '', document_prefix => '');
select is(pg_temp.prefixes('e5-base'), '|', 'an empty text is none');
select howdah.register_model('ollama', 'e5-base', 'embedding', 3);
select is(pg_temp.prefixes('e5-base'), '|', 'and stays so: null is what a registered model has');
select howdah.register_model('p', 'own', 'embedding', 3, query_prefix => 'ask: ', document_prefix => 'text: ');
select is(pg_temp.prefixes('own'), 'ask: |text: ', 'any model may have them');
select howdah.register_model('p', 'own', 'embedding', 3, query_prefix => 'q: ');
select is(pg_temp.prefixes('own'), 'q: |text: ', 'one may be changed without the other');
select throws_ok($$select howdah.register_model('p', 'talk', 'chat', query_prefix => 'q: ')$$, '22023',
  'query_prefix and document_prefix are for embedding models', 'a chat model has none');
select lives_ok($$select howdah.register_model('p', 'nomic-embed-text', 'chat', query_prefix => '')$$,
  'whatever its name is');
select throws_ok(format($$select howdah.register_model('p', 'own', 'embedding', 3, document_prefix => %L)$$,
  repeat('x', 501)), '22001', null, 'a prefix of 501 characters is refused');
select throws_ok($$select howdah.register_model('p', 'tiny', 'embedding', 3, 16, query_prefix => 'search_query: ')$$,
  '22023', null, 'and so is one that leaves no room');

-- What is sent for a document.
select howdah.act_as('ann', 'acme');
select howdah.create_collection('c', 'p/own');
select howdah.add_document(E'# Leave\n\nTwenty days a year.', 'leave.md', collection => 'c');
select is((select j.estimated_tokens - c.token_count
    from howdah_internal.jobs as j join howdah.chunks as c on c.id = j.chunk_id),
  howdah.estimate_tokens('text: '), 'its tokens are held in the budgets');
select lives_ok($$select howdah.register_model('p', 'own', 'embedding', 3, document_prefix => 'passage: ')$$,
  'document_prefix may be changed as long as nothing is embedded');
create temp table claimed as select * from howdah.claim_jobs('w', '{p/own/bulk}');
select is((select content from claimed), E'passage: Leave\n\nTwenty days a year.',
  'it stands before the text that is sent');
select is((select content from howdah.chunks), 'Twenty days a year.', 'and not in the chunk');
select throws_ok($$select howdah.register_model('p', 'own', 'embedding', 3, document_prefix => 'text: ')$$, 'PT409',
  'the model has vectors of texts with another document_prefix', 'a call that is under way has the former one');
select howdah.complete_embeddings(array[job_id], token, array['[1,0,0]'::halfvec], 'acme', 'ann',
  howdah_internal.find_model('p/own', 'embedding'), gen_random_uuid(), howdah.now(), '{"input_tokens": 9}')
  from claimed;
select throws_ok($$select howdah.register_model('p', 'own', 'embedding', 3, document_prefix => '')$$, 'PT409', null,
  'and a vector was made with it');
select lives_ok($$select howdah.register_model('p', 'own', 'embedding', 3, document_prefix => 'passage: ')$$,
  'the same again is no change');
select is(pg_temp.prefixes('own'), 'q: |passage: ', 'nothing of that has changed it');

-- What is sent for a query.
create function pg_temp.ask() returns text language sql as $$
  select howdah.request_query_embedding('days off', 'c') $$;
create function pg_temp.claim() returns table (job_id bigint, token bigint, content text, tokens integer)
language sql as $$
  select c.job_id, c.token, c.content, c.estimated_tokens from howdah.claim_jobs('w', '{p/own/interactive}') as c $$;
create function pg_temp.complete(job_id bigint, token bigint, vector text) returns integer language sql as $$
  select howdah.complete_embeddings(array[$1], $2, array[$3::halfvec], 'acme', 'ann',
    howdah_internal.find_model('p/own', 'embedding'), gen_random_uuid(), howdah.now(), '{"input_tokens": 3}') $$;
select is(pg_temp.ask(), 'queued', 'a query is asked for');
create temp table q as select * from pg_temp.claim();
select is((select content from q), 'q: days off', 'it is sent with its prefix');
select is((select tokens from q), howdah.estimate_tokens('q: days off'), 'which its estimate counts');
select howdah.register_model('p', 'own', 'embedding', 3, query_prefix => 'query: ');
select is(pg_temp.ask(), 'queued', 'after a change it is asked for anew, though its call is under way');
select pg_temp.complete(job_id, token, '[0,1,0]') from q;
select is(pg_temp.ask(), 'queued', 'whose vector is not used');
select throws_ok($$select * from howdah.search('days off', collection => 'c', mode => 'semantic')$$, 'PT409', null,
  'not by a search either');
create temp table r as select * from pg_temp.claim();
select is((select content from r), 'query: days off', 'the new one is sent');
select pg_temp.complete(job_id, token, '[1,0,0]') from r;
select is(pg_temp.ask(), 'ready', 'then it is ready');
select is((select round(similarity::numeric, 3)
    from howdah.search('days off', collection => 'c', mode => 'semantic')), 1.000,
  'and found by its own vector');
select howdah.register_model('p', 'own', 'embedding', 3, query_prefix => 'q: ');
select is((select round(similarity::numeric, 3)
    from howdah.search('days off', collection => 'c', mode => 'semantic')), 0.000,
  'the former vector is there again with the former prefix');
select howdah.store_query_embedding('leave', '[0,0,1]', 'c');
select is((select query_prefix from howdah_internal.query_embeddings
    where query_hash = howdah_internal.query_hash('leave')),
  'q: ', 'a vector that the application brings is one of the present prefix');

-- What fits.
select howdah.register_model('p', 'short', 'embedding', 3, 100, document_prefix => 'search_document: about this: ');
select howdah.create_collection('s', 'p/short');
select is((select z.sent_tokens from howdah.collections as c, howdah_internal.chunk_sizes(c) as z where c.name = 's'),
  85 - howdah.estimate_tokens('search_document: about this: '), 'chunks leave room for a prefix');
select howdah.add_document(E'# Leave of absence\n\n' || repeat('Twenty days of leave a year, says rule 12. ', 60),
  's.md', collection => 's');
create temp table sent as select content from howdah.claim_jobs('w', '{p/short/bulk}');
select is((select bool_and(content ~ '^search_document: about this: Leave of absence\n\nTwenty' and
    howdah.estimate_tokens(content) <= 85) from sent), true,
  'so that no text that is sent is longer than the model takes');
select is((select howdah_internal.byte_room(m) from howdah.models as m where m.name = 'short'),
  91 - length('search_document: about this: '), 'nor where bytes count');
select * from finish();
rollback;
