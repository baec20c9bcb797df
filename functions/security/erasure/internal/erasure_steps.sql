create or replace function howdah_internal.erasure_steps(of_user boolean)
  returns table (relation text, condition text, change text)
  language plpgsql
  immutable
as $$
begin
  -- In the order of the locks. $1 is the tenant, $2 the user; where change is null, rows are deleted. Cached answers go
  -- after the money, as whoever keeps one has it; some have gone with their documents.
  if erasure_steps.of_user then
    return query select u.* from howdah_internal.user_erasure() as u;
  else
    return query select t.* from howdah_internal.tenant_erasure() as t;
  end if;
end
$$;
comment on function howdah_internal.erasure_steps is
  'What forget_user, or forget_tenant, does to each table; messages, citations, chunks and vectors go with their '
  'parents.';
