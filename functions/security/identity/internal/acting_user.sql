create or replace function howdah_internal.acting_user()
  returns text
  language plpgsql
  volatile
as $$
begin
  if howdah.current_user_id() is null and not howdah_internal.is_operator() then
    raise exception 'no user is set'
      using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
  end if;
  return howdah_internal.known_user();
end
$$;
comment on function howdah_internal.acting_user is
  'The user of the context, checked, for definers; raises 28000 without one, but null for the owner of the schema.';
