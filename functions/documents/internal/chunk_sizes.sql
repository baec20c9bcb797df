create or replace function howdah_internal.chunk_sizes(
  collection howdah.collections,
  title text,
  out chunk_tokens integer,
  out chunk_overlap integer
)
  language plpgsql
  stable
as $$
begin
  chunk_tokens := (collection).chunk_tokens;
  select least(chunk_sizes.chunk_tokens, greatest(16, floor(
           m.max_input_tokens * 0.85 / m.token_ratio
             -- Beside the title, and headings.
             - coalesce(howdah.estimate_tokens(chunk_sizes.title), 0) - least(50, m.max_input_tokens / 8))))
    into chunk_tokens
    from howdah.models as m
   where m.id = (collection).embedding_model_id and m.max_input_tokens is not null;
  chunk_tokens := coalesce(chunk_tokens, (collection).chunk_tokens);
  chunk_overlap := least((collection).chunk_overlap, chunk_tokens / 2);
end
$$;
comment on function howdah_internal.chunk_sizes is
  'How long the chunks of a document are: as its collection says, never longer than its embedding model takes.';
