drop function if exists howdah_internal.check_search(text, integer, text);
create or replace function howdah_internal.check_search(
  query text,
  match_count integer,
  mode text,
  query_embedding halfvec default null,
  min_similarity double precision default null,
  diversity double precision default null
)
  returns void
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  if check_search.query is null then
    raise exception 'query is required'
      using errcode = '22004', hint = 'Example: select * from howdah.search(''how do refunds work'').';
  end if;
  if btrim(check_search.query, E' \t\r\n') = '' and (check_search.mode != 'semantic' or query_embedding is null) then
    raise exception 'the query is empty'
      using errcode = '22023', hint = 'Pass at least one word; with mode semantic a query_embedding is enough.';
  end if;
  if length(check_search.query) > 100000 then
    raise exception 'the query is longer than 100,000 characters' using errcode = '22001', hint = 'Ask more briefly.';
  end if;
  if check_search.match_count not between 1 and 200 or check_search.mode not in ('hybrid', 'semantic', 'keyword') then
    raise exception 'match_count or mode is out of range'
      using errcode = '22023', hint = 'match_count is 1 to 200, mode is hybrid, semantic or keyword.';
  end if;
  if check_search.min_similarity not between -1 and 1 or check_search.diversity not between 0 and 1 then
    raise exception 'min_similarity or diversity is out of range'
      using errcode = '22023', hint = 'min_similarity is a cosine, -1 to 1; diversity is 0 to 1.';
  end if;
end
$$;
comment on function howdah_internal.check_search is 'Raises 22004, 22023 or 22001 for a query that cannot be searched.';
grant execute on function howdah_internal.check_search to howdah_app;
