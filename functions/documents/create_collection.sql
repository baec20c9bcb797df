create or replace function howdah.create_collection(
  name text,
  embedding_model text default null,
  chunk_tokens integer default null,
  chunk_overlap integer default null,
  language text default null,
  description text default null
)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_model_id integer;
  v_there howdah.collections;
begin
  if create_collection.name is null then
    raise exception 'name is null' using errcode = '22004', hint = 'Example: select howdah.create_collection(''handbook'').';
  end if;
  if length(create_collection.name) not between 1 and 200 or create_collection.name = '*'
     or create_collection.chunk_tokens not between 16 and 8000
     or create_collection.chunk_overlap not between 0 and coalesce(create_collection.chunk_tokens, 400) / 2 then
    raise exception 'name, chunk_tokens or chunk_overlap is out of range'
      using errcode = '22023',
            hint = 'A name has 1 to 200 characters, chunk_tokens is 16 to 8000, chunk_overlap at most half of it.';
  end if;
  perform howdah.ensure_user();
  if create_collection.embedding_model is not null then
    v_model_id := howdah.find_model(create_collection.embedding_model, 'embedding');
  end if;
  insert into howdah.collections as c (
    tenant_id, name, embedding_model_id, chunk_tokens, chunk_overlap, language, description
  )
  values (
    v_tenant, create_collection.name, coalesce(v_model_id, howdah.default_model('embedding')),
    coalesce(create_collection.chunk_tokens, 400),
    coalesce(create_collection.chunk_overlap, coalesce(create_collection.chunk_tokens, 400) / 10),
    howdah.known_language(coalesce(create_collection.language, 'english')), create_collection.description
  )
  on conflict do nothing;
  if found then
    return create_collection.name;
  end if;
  select c.* into v_there from howdah.collections as c
   where c.tenant_id = v_tenant and c.name = create_collection.name
     for no key update;
  if v_model_id != v_there.embedding_model_id and exists (
    select from howdah.documents as d where d.tenant_id = v_tenant and d.collection = create_collection.name
  ) then
    raise exception 'the collection has documents embedded with another model'
      using errcode = 'PT409', hint = 'Make a new collection with this model and add the documents to it.';
  end if;
  update howdah.collections as c
     set embedding_model_id = coalesce(v_model_id, c.embedding_model_id),
         chunk_tokens = coalesce(create_collection.chunk_tokens, c.chunk_tokens),
         chunk_overlap = coalesce(create_collection.chunk_overlap, least(c.chunk_overlap, create_collection.chunk_tokens / 2), c.chunk_overlap),
         language = case when create_collection.language is null then c.language
           else howdah.known_language(create_collection.language) end,
         description = coalesce(create_collection.description, c.description)
   where c.tenant_id = v_tenant and c.name = create_collection.name;
  return create_collection.name;
end
$$;
comment on function howdah.create_collection(text, text, integer, integer, text, text) is
  'Makes a collection or changes what is given; null keeps what is there. Sizes are estimated tokens of four characters. '
  'The embedding model cannot change once there are documents (PT409). Raises 22004, 22023, PT404 for an unknown '
  'model. Example: select howdah.create_collection(''handbook'', chunk_tokens => 300, language => ''german'').';
