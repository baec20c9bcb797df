drop function if exists howdah_internal.chunk_sizes(howdah.collections, text);
create or replace function howdah_internal.chunk_sizes(
  collection howdah.collections,
  out chunk_tokens integer,
  out chunk_overlap integer,
  out sent_tokens integer
)
  language plpgsql
  stable
as $$
begin
  -- An estimate may be 15 % too little.
  sent_tokens := (
    select greatest(16, floor(m.max_input_tokens * 0.85 / m.token_ratio)
             - case when m.document_prefix = '' then 0 else howdah.estimate_tokens(m.document_prefix) end)
      from howdah.models as m
     where m.id = (collection).embedding_model_id and m.max_input_tokens is not null);
  chunk_tokens := least((collection).chunk_tokens, sent_tokens);
  chunk_overlap := least((collection).chunk_overlap, chunk_tokens / 2);
end
$$;
comment on function howdah_internal.chunk_sizes is
  'How long the chunks of a document are: as its collection says, and with title, headings and document_prefix never '
  'longer than its embedding model takes (sent_tokens for all but the last; null where that is not known).';
