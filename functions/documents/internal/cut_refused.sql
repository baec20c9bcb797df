-- The estimate was wrong for this text, so what counts is its bytes.
create or replace function howdah_internal.cut_refused(
  title text,
  heading text,
  content text,
  token_count integer,
  model howdah.models
)
  returns table (piece integer, piece_content text, piece_tokens integer)
  language plpgsql
  stable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_bytes integer := octet_length(cut_refused.content);
  v_above integer := octet_length(howdah_internal.embedding_text(cut_refused.title, cut_refused.heading, ''));
  -- What stands above is shortened before it takes more than half. Half of what was too long, where no limit is known.
  v_room integer := coalesce(
    howdah_internal.byte_room(model) - least(v_above, howdah_internal.byte_room(model) / 2), v_bytes / 2 + 1);
  v_tokens integer := cut_refused.token_count;
  v_format text := case when cut_refused.content ~ '^ {0,3}(`{3}|~{3})' then 'markdown' else 'text' end;
  v_pieces jsonb;
begin
  while v_bytes > v_room and v_tokens > 4 loop
    v_tokens := greatest(4, least(floor(v_tokens * 0.8), floor(v_tokens * (v_room::numeric / v_bytes)))::integer);
    select jsonb_agg(to_jsonb(c) order by c.chunk_index), max(octet_length(c.content)) into v_pieces, v_bytes
      from howdah_internal.cut_text(cut_refused.content, v_format, null, v_tokens, 0, null) as c;
  end loop;
  return query
  select p.chunk_index, p.content, p.token_count
    from jsonb_to_recordset(v_pieces) as p (chunk_index integer, content text, token_count integer)
   where jsonb_array_length(v_pieces) > 1;
end
$$;
comment on function howdah_internal.cut_refused is
  'Cuts a chunk that its model has refused as too long into pieces that it takes; nothing where it is not the chunk '
  'that is too long.';
