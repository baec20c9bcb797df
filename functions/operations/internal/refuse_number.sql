-- The value keeps the planner from evaluating it beforehand.
create or replace function howdah_internal.refuse_number(name text, value double precision)
  returns integer
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  raise exception '% is %', refuse_number.name,
    case when refuse_number.value != trunc(refuse_number.value) then 'no whole number' else 'out of range' end
    using errcode = '22023', hint = 'Pass a number without a fraction, from -2147483647 to 2147483647.';
end
$$;
comment on function howdah_internal.refuse_number is
  'Raises 22023 for a number that is not whole, or too large for an integer.';
grant execute on function howdah_internal.refuse_number to howdah_app;
