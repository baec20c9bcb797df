create or replace function howdah.wilson_interval(
  successes bigint,
  total bigint,
  z double precision default 1.959963984540054
)
  returns table (low double precision, high double precision)
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
declare
  v_share double precision;
  v_centre double precision;
  v_half double precision;
begin
  if not wilson_interval.successes between 0 and wilson_interval.total 
     or not wilson_interval.z > 0 or wilson_interval.z > 100 then
    raise exception 'there are more successes than trials, or fewer than none, or z is not from 0 to 100'
      using errcode = '22023', hint = 'Pass successes, trials, and 1.96 for an interval of 95 per cent.';
  end if;
  if wilson_interval.total = 0 then
    return;
  end if;
  v_share := wilson_interval.successes::double precision / wilson_interval.total;
  v_centre := v_share + wilson_interval.z ^ 2 / (2 * wilson_interval.total::double precision);
  v_half := wilson_interval.z * sqrt(
    v_share * (1 - v_share) / wilson_interval.total
    + wilson_interval.z ^ 2 / (4 * wilson_interval.total::double precision ^ 2));
  low := greatest((v_centre - v_half) / (1 + wilson_interval.z ^ 2 / wilson_interval.total), 0);
  high := least((v_centre + v_half) / (1 + wilson_interval.z ^ 2 / wilson_interval.total), 1);
  return next;
end
$$;
comment on function howdah.wilson_interval(bigint, bigint, double precision) is
  'Wilson''s score interval of a share of successes, 95 per cent by default; no row without trials. Raises 22023. '
  'Example: select * from howdah.wilson_interval(81, 263), which is 0.2553 to 0.3662.';
