create or replace function howdah.alias_target(provider text, alias text)
  returns text
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  return (
    select m.name
      from howdah.model_aliases as a
      join howdah.models as m on m.id = a.model_id
     where a.alias = alias_target.alias
       and m.provider = alias_target.provider
  );
end
$$;
comment on function howdah.alias_target(text, text) is
  'The registered name of a provider''s model that also goes by this one, such as a dated name; null for none.';
