-- What a conversation may use: filter, document_ids, min_similarity, of it or of one question; and nothing at all.
begin;
select plan(39);
select howdah.register_model('stub', 'mini', 'embedding', 2);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('articles', 'stub/mini');
create function pg_temp.add(source text, vector jsonb, metadata jsonb) returns uuid language sql as $$
  select howdah.add_document_chunks(source, jsonb_build_array(jsonb_build_object(
    'content', 'Refunds of ' || source, 'embedding', vector)), null, metadata, 'articles', private => false)
$$;
create temp table d as
select 'live' as name, pg_temp.add('live', '[1, 0]', '{"state": "published", "team": "a"}') as id
union all select 'draft', pg_temp.add('draft', '[1, 0.1]', '{"state": "draft", "team": "a"}')
union all select 'far', pg_temp.add('far', '[0, 1]', '{"state": "published", "team": "b"}');
create function pg_temp.sources(message uuid) returns text language plpgsql as $$
begin
  perform howdah.claim_message(message, query_embedding => '[1,0]');
  return (select string_agg(m.source, ' ' order by m.source collate "C") from howdah.message_sources(message) as m);
end $$;
create function pg_temp.told(message uuid) returns text language sql as $$
  select c.request #>> '{messages,-1,content}' from howdah.claim_message(message, query_embedding => '[1,0]') as c
$$;
create temp table c as select name, howdah.start_conversation(collection => 'articles', filter => f, document_ids => i,
    min_similarity => s) as id
  from (values ('all', '{}'::jsonb, null::uuid[], null::float8),
    ('published', '{"state": "published"}', null, null),
    ('some', null, array(select id from d where name != 'live'), null),
    ('both', '{"state": "published"}', array(select id from d where name != 'live'), null),
    ('near', '{}', null, 0.5),
    ('none', '{"or": [{"team": "c"}, {"document_id": []}]}', null, null)) as v (name, f, i, s);
create function pg_temp.ask(name text, f jsonb default null, i uuid[] default null, s float8 default null)
returns uuid language sql as $$
  select howdah.send_message((select c.id from pg_temp.c where c.name = $1), 'refunds', run_by => 'caller', filter => f,
    document_ids => i, min_similarity => s)
$$;
grant select on d, c to howdah_app;
set local role howdah_app;
select is(pg_temp.sources(pg_temp.ask('all')), 'draft far live', 'without a filter all of the collection is used');
select is(pg_temp.sources(pg_temp.ask('published')), 'far live', 'with one what fulfils it');
select is(pg_temp.sources(pg_temp.ask('some')), 'draft far', 'of some documents only these');
select is(pg_temp.sources(pg_temp.ask('both')), 'far', 'both together');
select is(pg_temp.sources(pg_temp.ask('near')), 'draft live', 'above a floor what is near');
select is(pg_temp.sources(pg_temp.ask('none')), null, 'an empty list is no document');
create temp table kept as select pg_temp.ask('published', '{"state": "draft"}') as id;
select is(pg_temp.sources((select id from kept)), 'draft', 'a question may have another filter');
select is(pg_temp.sources(howdah.regenerate((select id from kept), run_by => 'caller')), 'draft',
  'which answering again keeps');
select is(pg_temp.sources(howdah.edit_message((select parent_id from howdah.messages where id = (select id from kept)),
  'our refunds', run_by => 'caller')), 'draft', 'and asking in other words, too');
select is(pg_temp.sources(pg_temp.ask('published')), 'far live', 'but not the next question');
select is(pg_temp.sources(pg_temp.ask('published', '{}')), 'draft far live', '{} is no filter');
select is(pg_temp.sources(pg_temp.ask('near', s => -1)), 'draft far live', 'a question may have another floor');
select is(pg_temp.sources(pg_temp.ask('some', i => array(select id from d where name = 'live'))), 'live',
  'and other documents');
select is(pg_temp.sources(pg_temp.ask('published', i => array(select id from d where name in ('live', 'draft')))),
  'live',  'beside the filter of its conversation');
select throws_ok($$select pg_temp.ask('all', '[]')$$, '22023', 'the filter is not a JSON object',
  'a list is no filter');
select throws_ok($$select pg_temp.ask('all', '{"a": {"like": 1}}')$$, '22023', null, 'nor what search does not know');
select throws_ok($$select pg_temp.ask('all', s => 1.5)$$, '22023', 'min_similarity is out of range',
  'no cosine is 1.5');
select throws_ok($$select pg_temp.ask('all', s => 'NaN')$$, '22023', null, 'or not a number');
select throws_ok($$select pg_temp.ask('all', i => array[gen_random_uuid()])$$, 'PT404',
  'document_ids has a document that is not there', 'a document has to be there');
select throws_ok($$select pg_temp.ask('all', i => '{null}')$$, '22004', null, 'and be one');
select throws_ok($$select pg_temp.ask('all', i => array(select gen_random_uuid() from generate_series(1, 101)))$$,
  '22001', null, 'more than 100 want a key');
select throws_ok($$select howdah.start_conversation(collection => null, filter => '{"a": 1}')$$, '22023', null,
  'without a collection there is nothing to filter');
select throws_ok($$select howdah.start_conversation(document_ids => array(select id from d))$$, 'PT404', null,
  'documents of another collection are not there');
select throws_ok($$select howdah.start_conversation(min_similarity => 2)$$, '22023', null,
  'a conversation is checked, too');
select lives_ok($$select howdah.start_conversation(collection => '*', document_ids => array(select id from d))$$,
  '* has all of them');
select howdah.act_as('bob', 'acme');
create temp table secret as select howdah.add_document('Bob''s refunds.', 'bob', collection => 'articles') as id;
select howdah.act_as('ann', 'acme');
select throws_ok($$select pg_temp.ask('all', i => array(select id from secret))$$, 'PT404',
  'document_ids has a document that is not there', 'somebody else''s is not there');
select is(pg_temp.told(pg_temp.ask('near', f => '{"team": "b"}')),
  E'<sources>\nNothing was found.\n</sources>\n\nQuestion: refunds', 'where nothing is near the model is told so');
reset role;
select is((select filter from howdah.retrieval_metrics order by created_at desc, id desc limit 1), '{"team": "b"}',
  'the record of the retrieval has the filter');
select howdah.set_setting('nothing_found_answer', 'I found nothing about that.');
select howdah.set_budget('tenant', 1000), howdah.set_price('local', 'local-chat', '2021-01-01',
  '[{"input": 100, "output": 200}]');
set local role howdah_app;
create temp table told as select pg_temp.ask('near', '{"team": "b"}') as id;
select is((select status from told, howdah.claim_message(told.id, query_embedding => '[1,0]')), 'done',
  'or, where a setting says it, no model is asked');
select is((select (m.status, m.content, m.finish_reason, m.is_refusal, m.cost_cents)::text
    from howdah.messages as m join told on told.id = m.id),
  '(complete,"I found nothing about that.",stop,t,0.0000000000)', 'and the setting is the answer');
select is((select (status, delta)::text from told, howdah.read_message(told.id, 0, 0)),
  '(complete,"I found nothing about that.")', 'which is read as any other');
select is(pg_temp.sources(pg_temp.ask('near')), 'draft live', 'what is found is answered by the model');
reset role;
select is((select count(*) from howdah_internal.reservations as r join told on told.id = r.id), 0::bigint,
  'nothing is held for it any more');
select is((select count(*) from howdah.llm_usage as u join told on told.id = u.message_id), 0::bigint,
  'and nothing was used');
select is((select sum(spent_cents) from howdah_internal.budget_windows), 0::numeric, 'or spent');
select is((select count(*) from howdah_internal.jobs as j join told on told.id = j.message_id), 0::bigint,
  'its job is done');
select howdah.create_prompt_version('tags', 'Tags of {{text}}',
  params => '{"response_format": {"type": "json_object"}}');
select howdah.activate_prompt('tags', 1);
select is((select status from howdah.claim_message(howdah.send_message(howdah.start_conversation(prompt => 'tags',
    variables => '{"text": "x"}', collection => 'articles'), 'refunds', run_by => 'caller',
    filter => '{"team": "c"}'))),
  'call', 'where JSON is wanted the model says it');
select is((select status from howdah.claim_message(howdah.send_message(
    howdah.start_conversation(collection => null), 'refunds', run_by => 'caller'))),
  'call', 'a conversation without a collection looks for nothing');
create temp table run as select howdah.run_prompt('tags', '{"text": "x"}', 'k', 'articles', filter => '{"team": "a"}',
  document_ids => array(select id from d), min_similarity => 0.1) as id;
select is((select (c.filter, cardinality(c.document_ids), c.min_similarity)::text
    from run join howdah.messages as m using (id) join howdah.conversations as c on c.id = m.conversation_id),
  '("{""team"": ""a""}",3,0.1)', 'a prompt that is run by itself takes them, too');
select * from finish();
rollback;
