create or replace function howdah_internal.sent_queries(queries text[], model howdah.models)
  returns text[]
  language plpgsql
  stable
as $$
begin
  return array(
    select howdah_internal.fit_text((model).query_prefix || q.query, model)
      from unnest(sent_queries.queries) with ordinality as q (query, n)
     order by q.n);
end
$$;
comment on function howdah_internal.sent_queries is
  'Queries as they are sent to be embedded: each behind what its model wants before it, as far as the model takes it.';
