create or replace function howdah.normal_cdf(z double precision)
  returns double precision
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
begin
  -- The square of a normal variable is chi-square with one degree of freedom.
  return case when z > 0 then 1 - howdah.chi_square_p(z * z, 1) / 2 else howdah.chi_square_p(z * z, 1) / 2 end;
end
$$;
comment on function howdah.normal_cdf(double precision) is
  'Probability that a standard normal variable is at most z. Example: select howdah.normal_cdf(1.96), which is 0.975.';
