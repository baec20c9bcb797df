drop function if exists howdah.create_collection(text, text, integer, integer, text, text);
drop function if exists howdah.create_collection(text, text, float8, float8, text, text);
create or replace function howdah.create_collection(
  name text,
  embedding_model text default null,
  chunk_tokens double precision default null,
  chunk_overlap double precision default null,
  language text default null,
  description text default null,
  rerank text default null
)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_chunk_tokens integer := howdah_internal.whole('chunk_tokens', create_collection.chunk_tokens);
  v_chunk_overlap integer := howdah_internal.whole('chunk_overlap', create_collection.chunk_overlap);
  v_tenant text := howdah_internal.acting_tenant();
  v_model_id integer;
  v_reranker integer;
  v_language text := howdah_internal.known_language(create_collection.language);
  v_old howdah.collections;
  v_tokens integer;
  v_overlap integer;
  v_limit integer;
begin
  if create_collection.name is null then
    raise exception 'name is required'
      using errcode = '22004', hint = 'Example: select howdah.create_collection(''manuals'').';
  end if;
  if create_collection.name = '*' or length(create_collection.name) not between 1 and 200 then
    raise exception 'the name of a collection has 1 to 200 characters and is not *'
      using errcode = '22023', hint = 'Use a short word, such as manuals.';
  end if;
  perform howdah_internal.known_user();
  select c.* into v_old
    from howdah.collections as c
   where c.tenant_id = v_tenant and c.name = create_collection.name;
  v_model_id := coalesce(
    case when create_collection.embedding_model is not null
      then howdah_internal.find_model(create_collection.embedding_model, 'embedding') end,
    v_old.embedding_model_id, howdah_internal.default_model('embedding'));
  v_reranker := case
    when create_collection.rerank is null then v_old.rerank_model_id
    when create_collection.rerank != '' then howdah_internal.find_model(create_collection.rerank, 'rerank') end;
  v_tokens := coalesce(v_chunk_tokens, v_old.chunk_tokens, 400);
  v_overlap := coalesce(v_chunk_overlap, v_old.chunk_overlap, v_tokens / 10);
  if v_tokens not between 16 and 8000 or v_overlap not between 0 and v_tokens / 2 then
    raise exception 'chunk_tokens or chunk_overlap is out of range'
      using errcode = '22023', hint = 'chunk_tokens is 16 to 8000, chunk_overlap 0 to half of it.';
  end if;
  v_limit := (
    select greatest(16, m.max_input_tokens)
      from howdah.models as m
     where m.id = v_model_id and m.max_input_tokens is not null);
  if v_chunk_tokens > v_limit then
    raise notice 'chunk_tokens is lowered to the % that the embedding model takes', v_limit
      using hint = 'Chunks are a little shorter still, so that title and headings fit too.';
    v_tokens := v_limit;
    v_overlap := least(v_overlap, v_tokens / 2);
  end if;
  if v_old.embedding_model_id != v_model_id and exists (
    select from howdah.documents as d where d.tenant_id = v_tenant and d.collection = v_old.name
  ) then
    raise exception 'the collection has documents that were embedded by another model'
      using errcode = 'PT409',
            hint = 'As howdah_admin: howdah.start_reembedding(collection, model) changes it while search answers.';
  end if;
  insert into howdah.collections as c (
    tenant_id, name, embedding_model_id, chunk_tokens, chunk_overlap, language, description, rerank_model_id
  )
  values (
    v_tenant, create_collection.name, v_model_id, v_tokens, v_overlap, coalesce(v_language, 'english'),
    create_collection.description, v_reranker
  )
  on conflict (tenant_id, name) do update
    set embedding_model_id = v_model_id, chunk_tokens = v_tokens, chunk_overlap = v_overlap,
        language = coalesce(v_language, c.language),
        description = coalesce(excluded.description, c.description), rerank_model_id = v_reranker
    where (c.embedding_model_id, c.chunk_tokens, c.chunk_overlap, c.language, c.description, c.rerank_model_id)
      is distinct from (
        v_model_id, v_tokens, v_overlap, coalesce(v_language, c.language),
        coalesce(excluded.description, c.description), v_reranker);
  return create_collection.name;
end
$$;
comment on function howdah.create_collection is
  'Makes a collection, or changes what is given of one that is there; returns its name. Null keeps, or takes the '
  'defaults: the default embedding model, 400 tokens, overlap of a tenth, english. New chunk sizes hold for documents '
  'added later; more than the model takes is lowered, with a notice. rerank is a model of that kind, which puts what '
  'was found for a question of a conversation in order before the answer; empty is none. Raises 22004, 22023, PT404 '
  'for an unknown model, PT409 for another model once there are documents. Example: select '
  'howdah.create_collection(''manuals'', language => ''german'').';
grant execute on function howdah.create_collection to howdah_app, howdah_admin;
