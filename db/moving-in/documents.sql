-- Rows of one source and model are one document, a row a chunk, in the order of chunk_index; a row without a source is
-- a document of its own. The model that most rows have is that of the collection, each other one has its own beside.
create temp table moving_chunks on commit drop as
select d.id, d.content, d.embedding, d.created_at, d.is_new, d.embedding_model, m.id as model_id,
       coalesce(nullif(d.source, ''), 'documents/' || d.id) as source, ''::text as collection,
       row_number() over (
         partition by coalesce(nullif(d.source, ''), 'documents/' || d.id), m.id order by d.chunk_index, d.id) as n
  from pg_temp.moving_documents as d
  join pg_temp.moving_models as m on m.old_name = d.embedding_model
 where d.content ~ '\S';
analyze pg_temp.moving_chunks;

do $$
declare
  v_tenant text := current_setting('moving_in.tenant');
  v_main integer;
  v_document record;
  v_conflicts text;
  v_id uuid;
begin
  -- What is there already, with documents, says which one it is; else the most rows.
  select c.embedding_model_id into v_main
    from howdah.collections as c
   where c.tenant_id = v_tenant and c.name = current_setting('moving_in.collection')
     and exists (select from howdah.documents as d where d.tenant_id = v_tenant and d.collection = c.name);
  if not found then
    select c.model_id into v_main from pg_temp.moving_chunks as c group by 1 order by count(*) desc, 1 limit 1;
  end if;
  update pg_temp.moving_chunks as c
     set collection = current_setting('moving_in.collection')
           || case when c.model_id = v_main then '' else format(' %s/%s', m.provider, m.name) end
    from howdah.models as m
   where m.id = c.model_id;
  perform howdah.create_collection(c.collection, format('%s/%s', m.provider, m.name), language => c.language)
     from (
       select distinct k.collection, k.model_id, l.name is null as is_made,
              case when l.name is null then current_setting('moving_in.language') end as language
         from pg_temp.moving_chunks as k
         left join howdah.collections as l on l.tenant_id = v_tenant and l.name = k.collection
     ) as c
     join howdah.models as m on m.id = c.model_id;
  -- A document of the same name that says something else is not written over.
  select string_agg(format('%s (%s)', t.source, t.collection), ', ' order by t.source) into v_conflicts
    from (
      select c.source, c.collection,
             string_agg(c.content, E'\n\n' order by c.n) filter (where not c.is_new) as content
        from pg_temp.moving_chunks as c
       group by 1, 2
      having bool_or(c.is_new)
    ) as t
    join howdah.documents as d
      on d.tenant_id = v_tenant and d.collection = t.collection and d.source = t.source and d.owner_id is null
   where d.content is distinct from t.content;
  if v_conflicts is not null then
    raise exception 'howdah has documents of these sources with another text: %', left(v_conflicts, 2000)
      using errcode = 'PT409', hint = 'Take the old ones into a collection of their own: -v collection=articles';
  end if;
  for v_document in
    select c.source, c.collection, min(c.created_at) as created_at, max(c.created_at) as updated_at,
           jsonb_agg(jsonb_build_object(
             'content', c.content, 'metadata', jsonb_build_object('documents_id', c.id),
             'embedding', c.embedding::jsonb) order by c.n) as chunks
      from pg_temp.moving_chunks as c
     group by 1, 2
    having bool_or(c.is_new)
     order by min(c.id)
  loop
    v_id := howdah.add_document_chunks(
      v_document.source, v_document.chunks, collection => v_document.collection, private => false);
    update howdah.documents as d
       set created_at = coalesce(v_document.created_at, d.created_at),
           updated_at = coalesce(v_document.updated_at, d.updated_at)
     where d.tenant_id = v_tenant and d.id = v_id;
  end loop;
end
$$;
