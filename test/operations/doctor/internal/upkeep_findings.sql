begin;
select plan(4);
create function pg_temp.found() returns text language sql as $$
  select string_agg(concat_ws('|', subject, finding, advice), ' ') from howdah_internal.upkeep_findings()
   where code = 'local_collection' $$;
select howdah.add_document('Refunds take five days.', 'refunds.md');
select is(pg_temp.found(), null, 'who has no key embeds with the built-in model');
select howdah.register_model('maker', 'emb', 'embedding', 8);
select howdah.set_setting('default_embedding_model', 'maker/emb');
select is(pg_temp.found(), 'collection default|it still embeds with local/local-embedding, the built-in model; new '
  'ones embed with maker/emb|select howdah.start_reembedding(''default'', ''maker/emb'')',
  'who has one is told what still does, and the call that changes it');
select matches(howdah.status() #>> '{findings}', 'it still embeds with local', 'by status too');
select howdah.start_reembedding('default', 'maker/emb');
select is(pg_temp.found(), null, 'until that is under way');
select * from finish();
rollback;
