create or replace function howdah_internal.fit_documents(
  model howdah.models,
  inout query text,
  inout documents text[],
  out input_tokens integer
)
  language plpgsql
  stable
as $$
declare
  -- Query and document are read together. An estimate may be 15 % too little.
  v_room numeric := (model).max_input_tokens * 4 * 0.85 / (model).token_ratio;
begin
  if v_room is not null then
    query := howdah_internal.fit_weight(fit_documents.query, v_room / 2);
    v_room := v_room - 4 * howdah.estimate_tokens(query);
    documents := array(
      select howdah_internal.fit_weight(d.content, v_room)
        from unnest(fit_documents.documents) with ordinality as d (content, n)
       order by d.n);
  end if;
  input_tokens := (
    select ceil(sum(howdah.estimate_tokens(query) + howdah.estimate_tokens(d.content)) * (model).token_ratio)
      from unnest(documents) as d (content));
end
$$;
comment on function howdah_internal.fit_documents is
  'A query and the documents to put in order for it, each cut to what the model takes of both together, and about how '
  'many tokens it reads: the query with every document.';
