create or replace function howdah.normal_cdf(z double precision)
  returns double precision
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
begin
  -- The square of a normal variable is chi-square with one degree of freedom.
  -- Beyond 40 there is nothing that a double holds, and its square might be too large for one.
  return case when abs(z) > 40 then (z > 0)::integer when z > 0 then 1 - howdah.chi_square_p(z * z, 1) / 2 else howdah.chi_square_p(z * z, 1) / 2 end;
end
$$;
comment on function howdah.normal_cdf(double precision) is
  'Probability that a standard normal variable is at most z. Example: select howdah.normal_cdf(1.96), which is 0.975.';
