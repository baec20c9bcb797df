begin;
select plan(9);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'a.md', private => false);
select howdah.add_document('Refunds take five days.', 'b.md', private => false);
select howdah.add_document('We ship to Norway.', 'c.md', private => false);
create function pg_temp.narrowed() returns bigint[] language sql as $$
  select howdah_internal.narrow_embed_chunk(l, array(select id from howdah_internal.jobs order by id))
    from howdah.lanes as l $$;

select is(cardinality(pg_temp.narrowed()), 2, 'of equal texts one is embedded');
select is((select count(*) from howdah_internal.jobs), 3::bigint, 'and the other waits for it');

insert into howdah.embeddings (model_id, chunk_id, collection, content_hash, embedding)
select howdah_internal.default_model('embedding'), id, collection, content_hash, array_fill(0.1::real,
  array[384])::halfvec
  from howdah.chunks order by id limit 1;
select is(
  pg_temp.narrowed(),
  array(select max(id) from howdah_internal.jobs), 'a text whose vector is known is not embedded again'
);
select is((select count(*) from howdah.embeddings), 2::bigint, 'the vector is copied instead');
select bag_eq('select outcome from howdah_internal.jobs_done', array['stale', 'done'],
  'the job that has its vector is stale, the one that got a copy done');

update howdah.chunks set content_hash = howdah_internal.text_hash('edited') where content like 'We ship%';
select pg_temp.narrowed();
select is((select content_hash from howdah_internal.jobs), howdah_internal.text_hash('edited'),
  'a job stands for the text as it is now');

delete from howdah.chunks where content like 'We ship%';
select is(pg_temp.narrowed(), '{}', 'a chunk that is gone needs no call');
set local role howdah_worker;
select throws_ok($$select howdah_internal.narrow_embed_chunk(null, '{1}')$$, '42501', null,
  'a worker may not settle past claim_jobs');
set local role howdah_app;
select throws_ok($$select howdah_internal.narrow_embed_chunk(null, '{1}')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
