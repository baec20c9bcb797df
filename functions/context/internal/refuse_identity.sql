create or replace function howdah_internal.refuse_identity(has_claims boolean)
  returns boolean
  language plpgsql
  volatile -- never at planning
  set search_path from current
as $$
begin
  if refuse_identity.has_claims then
    raise exception 'the claims of this request name another user or tenant'
      using errcode = '42501', hint = 'With JWT claims set, act_as can only name their own user and tenant.';
  end if;
  raise exception 'a user id or tenant is longer than 200 characters'
    using errcode = '22001', hint = 'Pass the key of the user, such as a uuid.';
end
$$;
comment on function howdah_internal.refuse_identity is
  'Raises what is wrong with the identity that act_as was given: 42501 where claims name somebody else, 22001 for '
  'length.';
grant execute on function howdah_internal.refuse_identity
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
