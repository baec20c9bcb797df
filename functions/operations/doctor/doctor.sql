create or replace function howdah.doctor()
  returns table (severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return query
  select f.severity, f.subject, f.finding, f.since, f.advice
    from (
      select w.* from howdah_internal.findings() as w
      union all
      -- Not for those who ask every second: it reads the whole catalog, and is no reason why something waits.
      select i.* from howdah_internal.install_findings() as i
      union all
      select s.* from howdah_internal.server_findings() as s
      union all
      select q.* from howdah_internal.sequence_findings() as q
    ) as f
   order by howdah_internal.finding_rank(f.code, f.severity), f.since, f.subject;
end
$$;
comment on function howdah.doctor is
  'Returns one row per finding: what is wrong, since when, and what to do; the first is what to see to first, '
  'no row means that all is well. Example: '
  'select * from howdah.doctor().';
grant execute on function howdah.doctor to howdah_admin;
