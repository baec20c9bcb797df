begin;
select plan(10);
create function pg_temp.axis(i integer) returns halfvec language sql immutable as $$
  select array(select case when n = i then 1 when n = i + 1 then 0.5 else 0 end::real
  from generate_series(1, 384) as n)::halfvec
$$;
create function pg_temp.add(name text, i integer) returns uuid language plpgsql as $$
declare v_id uuid := howdah.add_document('Text of ' || name, name);
begin
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
  select c.tenant_id, k.embedding_model_id, c.id, c.collection, c.owner_id, c.content_hash, pg_temp.axis(i)
    from howdah.chunks as c join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
   where c.document_id = v_id;
  return v_id;
end $$;
create temp table d as select 'one' as name, pg_temp.add('one', 1) as id union all select 'near',
  pg_temp.add('near', 2) union all select 'far', pg_temp.add('far', 200);
grant select on d to howdah_app;
select howdah.act_as('bob');
insert into d select 'secret', pg_temp.add('secret', 1);
select howdah.act_as(null);
insert into d select 'new', howdah.add_document('Not embedded', 'new');
select results_eq($$select rank, source, round(similarity::numeric, 2)
  from howdah.similar_documents((select id from d where name = 'one'))$$,
  $$values (1, 'near', 0.40), (2, 'far', 0.00)$$, 'the nearest first, not itself, nobody''s private one');
select is((select document_id from howdah.similar_documents((select id from d where name = 'one'), 1)),
  (select id from d where name = 'near'), 'as many as asked for');
select throws_ok($$select * from howdah.similar_documents((select id from d where name = 'new'))$$, 'PT409',
  null, 'without vectors it cannot be said');
select throws_ok($$select * from howdah.similar_documents(gen_random_uuid())$$, 'PT404', null,
  'an unknown document is refused');
select throws_ok($$select * from howdah.similar_documents((select id from d where name = 'secret'))$$, 'PT404',
  null, 'as is somebody else''s');
select throws_ok($$select * from howdah.similar_documents(null)$$, '22004', null, 'null is refused');
select throws_ok($$select * from howdah.similar_documents(gen_random_uuid(), 0)$$, '22023', null,
  'match_count is 1 or more');
set local role howdah_app;
select is((select count(*) from howdah.similar_documents((select id from d where name = 'one'))), 2::bigint,
  'the application sees what is of all');
select howdah.act_as('bob');
select is((select count(*) from howdah.similar_documents((select id from d where name = 'one'))), 3::bigint,
  'and a user also their own');
select is((select source from howdah.similar_documents((select id from d where name = 'one'), 1)), 'secret',
  'in its place');
select * from finish();
rollback;
