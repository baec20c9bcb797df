create or replace function howdah_internal.wilson_interval(successes bigint, total bigint)
  returns table (low double precision, high double precision)
  language sql
  immutable
  strict
begin atomic
  select greatest((w.centre - w.half) / w.scale, 0), least((w.centre + w.half) / w.scale, 1)
    from (select 1.959963984540054::double precision as z, nullif(total, 0)::double precision as n) as c
   cross join lateral (select successes / c.n as share) as s
   cross join lateral (
     select s.share + c.z ^ 2 / (2 * c.n) as centre,
            c.z * sqrt(s.share * (1 - s.share) / c.n + c.z ^ 2 / (4 * c.n ^ 2)) as half,
            1 + c.z ^ 2 / c.n as scale
   ) as w
   where total > 0;
end;
comment on function howdah_internal.wilson_interval is
  'Wilson''s score interval of a share of successes at 95 per cent; no row without trials. 81 of 263 is 0.2553 to '
  '0.3662.';
grant execute on function howdah_internal.wilson_interval to howdah_analyst, howdah_admin;
