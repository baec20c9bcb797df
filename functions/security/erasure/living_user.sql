create or replace function howdah.living_user(tenant text, user_id text, at timestamptz)
  returns text
  language plpgsql
  stable
  security definer -- no group role reads the tables behind it
  set search_path from current
as $$
#variable_conflict use_column
begin
  return case
    when not exists (
      select from howdah.forgotten_users as f
       where f.tenant_id = living_user.tenant and f.user_hash = sha256(convert_to(living_user.user_id, 'UTF8'))
         and f.forgotten_at >= living_user.at
    ) then living_user.user_id
  end;
end
$$;
comment on function howdah.living_user(text, text, timestamptz) is
  'The user, null for one who was forgotten since: a call on its way is billed, but no longer to a person.';
