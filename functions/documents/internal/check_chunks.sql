create or replace function howdah_internal.check_chunks(chunks jsonb, dimensions integer)
  returns void
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_chunk record;
  v_vector halfvec;
begin
  if check_chunks.chunks is null then
    raise exception 'chunks are required'
      using errcode = '22004',
            hint = 'Example: select howdah.add_document_chunks(''notes/one.md'', ''[{"content": "The text .."}]'').';
  end if;
  if jsonb_typeof(check_chunks.chunks) != 'array'
     or jsonb_array_length(check_chunks.chunks) not between 1 and 10000 then
    raise exception 'chunks are not an array of 1 to 10,000 objects'
      using errcode = '22023', hint = 'Example: [{"content": "The text ..", "page": 1}].';
  end if;
  for v_chunk in
    select a.value, a.ordinality as n from jsonb_array_elements(check_chunks.chunks) with ordinality as a
  loop
    if jsonb_typeof(v_chunk.value) != 'object' or jsonb_typeof(v_chunk.value -> 'content') is distinct from 'string'
       or not howdah_internal.has_text(v_chunk.value ->> 'content')
       or v_chunk.value - '{content,heading,page,metadata,embedding}'::text[] != '{}'
       or coalesce(jsonb_typeof(v_chunk.value -> 'heading'), 'null') not in ('string', 'null')
       or coalesce(jsonb_typeof(v_chunk.value -> 'metadata'), 'object') not in ('object', 'null')
       or coalesce(v_chunk.value ->> 'page', '1') !~ '^[1-9]\d{0,8}$'
       or coalesce(jsonb_typeof(v_chunk.value -> 'embedding'), 'null') not in ('array', 'null') then
      raise exception 'chunk % has no text, or a key or value that is not known', v_chunk.n
        using errcode = '22023',
              hint = 'A chunk has content (text), and may have heading (text), page (from 1), metadata (object), '
                'embedding (array of numbers).';
    end if;
    if length(v_chunk.value ->> 'content') > 100000 then
      raise exception 'chunk % is longer than 100,000 characters', v_chunk.n
        using errcode = '22001', hint = 'Cut it: models embed some thousand tokens at a time.';
    end if;
    if length(v_chunk.value ->> 'heading') > 2000 then
      raise exception 'the heading of chunk % is longer than 2,000 characters', v_chunk.n
        using errcode = '22001',
              hint = 'A heading is a path such as Leave > Sick days; longer text belongs into content.';
    end if;
    continue when coalesce(jsonb_typeof(v_chunk.value -> 'embedding'), 'null') = 'null';
    begin
      v_vector := (v_chunk.value ->> 'embedding')::halfvec;
    exception
      when others then
        v_vector := null;
    end;
    if v_vector is null or vector_dims(v_vector) != check_chunks.dimensions or l2_norm(v_vector) = 0 then
      raise exception 'the embedding of chunk % is no vector of % dimensions, or all zero',
        v_chunk.n, check_chunks.dimensions
        using errcode = '22023', hint = 'Embed it with the model of the collection, or leave embedding out.';
    end if;
  end loop;
end
$$;
comment on function howdah_internal.check_chunks is 'Refuses what cannot be chunks of a document, with its number.';
