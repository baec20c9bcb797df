create or replace function howdah.acting_user()
  returns text
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  -- One in the other: a condition with a subquery is run as a query, whatever stands before it.
  if howdah.current_user_id() is null then
    if not howdah.is_operator() then
      raise exception 'no user is set'
        using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
    end if;
  end if;
  return howdah.known_user();
end
$$;
comment on function howdah.acting_user() is 'What require_user does and returns, for definers.';
