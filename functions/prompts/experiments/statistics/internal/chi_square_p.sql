create or replace function howdah_internal.chi_square_p(statistic double precision, degrees integer)
  returns double precision
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
declare
  v_a double precision := degrees / 2.0;
  v_x double precision := statistic / 2;
  v_log_gamma double precision := case degrees % 2 when 1 then ln(pi()) / 2 else 0 end;
  v_term double precision;
  v_sum double precision;
  v_b double precision;
  v_c double precision;
  v_d double precision;
  v_factor double precision;
begin
  if degrees not between 1 and 100000 or statistic < 0 or statistic = 'NaN' then
    raise exception 'the statistic or its degrees of freedom are out of range'
      using errcode = '22023', hint = 'The statistic is 0 or more, the degrees 1 to 100000.';
  end if;
  if statistic = 0 then
    return 1;
  elsif v_x > 700 + 2 * v_a then
    return 0;
  end if;
  -- ln gamma(degrees / 2), from gamma(1/2) or gamma(1) upwards.
  select v_log_gamma + coalesce(sum(ln(v_a - k)), 0)
    into v_log_gamma
    from generate_series(1, ceil(v_a)::integer - 1) as k;
  -- The upper incomplete gamma function Q(a, x): its series below a + 1, its continued fraction (Lentz) above.
  if v_x < v_a + 1 then
    v_term := 1 / v_a;
    v_sum := v_term;
    for k in 1..10000 loop
      v_term := v_term * v_x / (v_a + k);
      v_sum := v_sum + v_term;
      exit when v_term < v_sum * 1e-16;
    end loop;
    return greatest(1 - v_sum * exp(v_a * ln(v_x) - v_x - v_log_gamma), 0);
  end if;
  v_b := v_x + 1 - v_a;
  v_c := 1e300;
  v_d := 1 / v_b;
  v_sum := v_d;
  for k in 1..10000 loop
    v_term := k * (v_a - k);
    v_b := v_b + 2;
    v_d := 1 / (v_b + v_term * v_d);
    v_c := v_b + v_term / v_c;
    v_factor := v_c * v_d;
    v_sum := v_sum * v_factor;
    exit when abs(v_factor - 1) < 1e-15;
  end loop;
  return exp(v_a * ln(v_x) - v_x - v_log_gamma) * v_sum;
end
$$;
comment on function howdah_internal.chi_square_p is
  'Probability that chance alone makes a chi-square statistic at least this large; 0.05 for 3.841 and one degree of '
  'freedom.';
grant execute on function howdah_internal.chi_square_p to howdah_analyst, howdah_admin;
