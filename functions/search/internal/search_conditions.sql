create or replace function howdah_internal.search_conditions(
  tenant text,
  query text,
  filter jsonb,
  has_operators boolean,
  out words text,
  out condition text,
  out document_condition text
)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_operators text;
begin
  words := search_conditions.query;
  -- Most searches have none, and need not be taken apart.
  if search_conditions.has_operators and words ~ '["\u201c-\u201f\u00ab\u00bb\uff02\uff0d-]|\mOR\M' then
    words := coalesce(howdah_internal.query_words(search_conditions.query), '');
    v_operators := howdah_internal.operator_condition(search_conditions.tenant, search_conditions.query);
  end if;
  if search_conditions.filter != '{}' or v_operators is not null then
    condition := nullif(concat_ws(
      ' and ', howdah_internal.filter_condition(search_conditions.filter), v_operators), '');
    document_condition := nullif(concat_ws(
      ' and ', howdah_internal.filter_condition(search_conditions.filter, 'd.metadata'), v_operators), '');
  end if;
end
$$;
comment on function howdah_internal.search_conditions is
  'What of a query ranks, and what its operators and the filter ask of chunks c and documents d, as SQL, null for '
  'nothing; document_condition is that of chunks without metadata of their own. Raises 22023.';
