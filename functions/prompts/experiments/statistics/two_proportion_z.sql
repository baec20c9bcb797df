create or replace function howdah.two_proportion_z(
  successes bigint,
  total bigint,
  control_successes bigint,
  control_total bigint
)
  returns double precision
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
declare
  v_pooled double precision;
begin
  if not successes between 0 and total or not control_successes between 0 and control_total then
    raise exception 'there are more successes than trials, or fewer than none'
      using errcode = '22023', hint = 'Pass successes and trials, then those of the control.';
  end if;
  if total = 0 or control_total = 0 then
    return null;
  end if;
  v_pooled := (successes::double precision + control_successes) / (total::double precision + control_total);
  return (successes::double precision / total - control_successes::double precision / control_total)
    / nullif(sqrt(v_pooled * (1 - v_pooled) * (1.0 / total + 1.0 / control_total)), 0);
end
$$;
comment on function howdah.two_proportion_z(bigint, bigint, bigint, bigint) is
  'Pooled z statistic of a share of successes against a control''s, above 0 where it is larger; null where there is '
  'nothing to compare. Raises 22023. Example: select howdah.two_proportion_z(351, 605, 41, 195), which is 8.99.';
