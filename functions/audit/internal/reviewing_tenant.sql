create or replace function howdah_internal.reviewing_tenant()
  returns text
  language plpgsql
  stable
as $$
begin
  -- Raises 28000 for who looks without a name.
  perform howdah_internal.reading_user();
  return howdah_internal.acting_tenant();
end
$$;
comment on function howdah_internal.reviewing_tenant is
  'The tenant whose conversations a reviewer looks at. Raises 28000 without a user, but not for the owner.';
