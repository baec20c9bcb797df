create or replace function howdah_internal.reading_user()
  returns text
  language plpgsql
  stable
as $$
begin
  if howdah.current_user_id() is null and not howdah_internal.is_operator() then
    raise exception 'no user is set'
      using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
  end if;
  return howdah.current_user_id();
end
$$;
comment on function howdah_internal.reading_user is
  'As acting_user, for what only reads: it does not make the user known.';
