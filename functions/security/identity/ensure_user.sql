create or replace function howdah.ensure_user()
  returns text
  language plpgsql
  volatile
  security definer -- makes the rows of tenants and users on first use
  set search_path from current
as $$
begin
  return howdah.known_user();
end
$$;
comment on function howdah.ensure_user() is
  'The user of this call or null, after making sure that the tenant and the user have their rows.';
