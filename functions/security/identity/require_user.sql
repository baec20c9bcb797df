create or replace function howdah.require_user()
  returns text
  language plpgsql
  volatile
  security definer -- makes the rows of tenants and users on first use
  set search_path from current
as $$
begin
  return howdah.acting_user();
end
$$;
comment on function howdah.require_user() is
  'The user who acts; null only for the owner of the schema, anybody else without a user gets 28000.';
