create or replace function howdah.require_user()
  returns text
  language plpgsql
  volatile
  set search_path from current
as $$
begin
  -- One in the other: a condition with a subquery is run as a query, whatever stands before it.
  if howdah.current_user_id() is null then
    if not howdah.is_operator() then
      raise exception 'no user is set'
        using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
    end if;
  end if;
  return howdah.ensure_user();
end
$$;
comment on function howdah.require_user() is
  'The user who acts; null only for the owner of the schema, anybody else without a user gets 28000.';
