create or replace function howdah_internal.search_units(facts jsonb)
  returns integer
  language plpgsql
  immutable
as $$
begin
  return howdah_internal.first_count(
    howdah_internal.flat_usage(howdah_internal.usage_object(search_units.facts)),
    array['billedunits/searchunits', 'meta/billedunits/searchunits', 'searchunits']);
end
$$;
comment on function howdah_internal.search_units is
  'The searches that a provider says it bills for a rerank call (Cohere''s search_units); null where it bills by the '
  'token, or does not say.';
