create or replace function howdah_internal.rerank_pool()
  returns integer
  language plpgsql
  stable
as $$
begin
  return greatest(howdah.setting('rerank_candidates')::integer, howdah.setting('answer_sources')::integer);
end
$$;
comment on function howdah_internal.rerank_pool is
  'How many passages a rerank model is given to choose the sources of an answer from.';
