create or replace function howdah_internal.normal_cdf(z double precision)
  returns double precision
  language sql
  immutable
  strict
-- The square of a normal variable is chi-square with one degree of freedom. Beyond 40 a double holds nothing more.
return case
  when abs(z) > 40 then (z > 0)::integer
  when z > 0 then 1 - howdah_internal.chi_square_p(z * z, 1) / 2
  else howdah_internal.chi_square_p(z * z, 1) / 2
end;
comment on function howdah_internal.normal_cdf is
  'Probability that a standard normal variable is at most z; 0.975 for 1.96.';
grant execute on function howdah_internal.normal_cdf to howdah_analyst, howdah_admin;
