drop function if exists howdah.register_model(text, text, text, integer, integer, text, text, boolean);
drop function if exists howdah.register_model(
  text, text, text, integer, integer, text, text, boolean, integer, integer, integer);
drop function if exists howdah.register_model(
  text, text, text, integer, integer, text, text, boolean, integer, integer, integer, text[]);
drop function if exists howdah.register_model(
  text, text, text, double precision, double precision, text, text, boolean, double precision, double precision,
  double precision, text[]);
create or replace function howdah.register_model(
  provider text,
  model text,
  kind text,
  dimensions double precision default null,
  max_input_tokens double precision default null,
  alias text default null,
  fallback text default null,
  is_indexed boolean default true,
  max_output_tokens double precision default null,
  silence_seconds double precision default null,
  total_seconds double precision default null,
  refused_params text[] default null,
  query_prefix text default null,
  document_prefix text default null,
  input_kinds text[] default null
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_dimensions integer := howdah_internal.whole('dimensions', register_model.dimensions);
  v_max_input_tokens integer := howdah_internal.whole('max_input_tokens', register_model.max_input_tokens);
  v_max_output_tokens integer := howdah_internal.whole('max_output_tokens', register_model.max_output_tokens);
  v_silence_seconds integer := howdah_internal.whole('silence_seconds', register_model.silence_seconds);
  v_total_seconds integer := howdah_internal.whole('total_seconds', register_model.total_seconds);
  v_known record := howdah_internal.known_prefixes(register_model.model);
  v_model howdah.models;
  v_is_new boolean;
begin
  if register_model.provider is null or register_model.model is null or register_model.kind is null then
    raise exception 'provider, model and kind are required'
      using errcode = '22004', hint = 'Example: select howdah.register_model(''ollama'', ''llama3.2'', ''chat'').';
  end if;
  if register_model.provider !~ '^[a-z][a-z0-9_]{0,40}$' or length(register_model.model) not between 1 and 200
     or register_model.kind not in ('embedding', 'chat', 'rerank') or v_max_input_tokens <= 0
     or (register_model.kind = 'embedding') != (v_dimensions is not null)
     or v_dimensions not between 1 and 16000
     or register_model.alias !~ '^[^/]{1,100}$'
     or least(v_max_output_tokens, v_silence_seconds, v_total_seconds) <= 0
     or (register_model.input_kinds <@ '{text,image,file}' and 'text' = any (register_model.input_kinds)) is false then
    raise exception 'a value of the model is out of range'
      using errcode = '22023',
            hint = 'provider is a lower-case alias, kind embedding (with 1 to 16000 dimensions), chat or rerank '
              '(without), an alias has no slash, limits and seconds are positive, input_kinds text, image, file.';
  end if;
  -- One at a time: a new partition locks the table of models, into which another would be writing its row.
  perform pg_advisory_xact_lock(hashtextextended('howdah.register_model', 0));
  insert into howdah.models (provider, name, kind, dimensions, max_input_tokens, is_indexed)
  values (
    register_model.provider, register_model.model, register_model.kind, v_dimensions,
    v_max_input_tokens, coalesce(register_model.is_indexed, true)
  )
  on conflict (provider, name) do nothing;
  v_is_new := found and register_model.kind = 'embedding';
  select m.* into strict v_model
    from howdah.models as m
   where m.provider = register_model.provider and m.name = register_model.model
     for no key update;
  if v_model.kind != register_model.kind or v_model.dimensions is distinct from v_dimensions then
    raise exception 'the model is registered as % with % dimensions', v_model.kind,
      coalesce(v_model.dimensions::text, 'no')
      using errcode = 'PT409', hint = 'Its vectors would not fit: register it under another provider alias.';
  end if;
  update howdah.models as m
     set max_input_tokens = coalesce(v_max_input_tokens, m.max_input_tokens),
         max_output_tokens = coalesce(v_max_output_tokens, m.max_output_tokens),
         silence_seconds = coalesce(v_silence_seconds, m.silence_seconds),
         total_seconds = coalesce(v_total_seconds, m.total_seconds),
         refused_params = coalesce(register_model.refused_params, m.refused_params),
         input_kinds = coalesce(register_model.input_kinds, m.input_kinds),
         fallback_model_id = case when register_model.fallback is null then m.fallback_model_id
           else howdah_internal.find_model(register_model.fallback, register_model.kind) end
   where m.id = v_model.id
  returning m.* into v_model;
  perform howdah_internal.set_prefixes(
    v_model,
    coalesce(register_model.query_prefix, case when v_is_new then v_known.query_prefix end, v_model.query_prefix),
    coalesce(
      register_model.document_prefix, case when v_is_new then v_known.document_prefix end, v_model.document_prefix));
  if register_model.alias is not null then
    insert into howdah.model_aliases (alias, model_id)
    values (register_model.alias, v_model.id)
    on conflict (alias) do update set model_id = excluded.model_id;
  end if;
  perform howdah_internal.make_vector_partition(v_model);
  return v_model.id;
end
$$;
comment on function howdah.register_model is
  'Makes a model known and returns its id; again changes nothing but limits, alias and fallback. An embedding model '
  'gets a partition for its vectors, with an HNSW index up to 4000 dimensions. max_input_tokens and max_output_tokens '
  'are what it takes and gives at most; a call is given up after silence_seconds without a byte or total_seconds in '
  'all; refused_params are parameters of prompts that its provider does not take, which are not sent. query_prefix and '
  'document_prefix are sent before each query and each text of a document; null is what the model is known to want '
  '(nomic-embed-text, e5, bge and others, by their name), or what it has; an empty text is none. input_kinds is what '
  'of a message it takes (text, image, file): the rest is named in words instead; without it all is sent. Kind rerank '
  'puts passages in order, see create_collection. Raises 22004, 22023, 22001, PT404 for an unknown fallback, PT409 '
  'for other dimensions, and for another document_prefix once it has vectors. Example: select '
  'howdah.register_model(''ollama'', ''nomic-embed-text'', ''embedding'', 768).';
grant execute on function howdah.register_model to howdah_admin;
