-- Inlines. Clients send numbers as float8, int8 or numeric: all of them reach double precision by themselves.
create or replace function howdah_internal.whole(name text, value double precision)
  returns integer
  language sql
  immutable
return case
  when value is null or value = trunc(value) and abs(value) <= 2147483647 then value::integer
  else howdah_internal.refuse_number(name, value)
end;
comment on function howdah_internal.whole is
  'A numeric argument as an integer; raises 22023 for a fraction and for what is too large.';
grant execute on function howdah_internal.whole to howdah_app;
