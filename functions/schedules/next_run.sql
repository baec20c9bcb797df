create or replace function howdah.next_run(
  schedule text,
  time_zone text default 'UTC',
  after timestamptz default howdah.now()
)
  returns timestamptz
  language plpgsql
  stable
  security definer -- what it calls is granted to nobody
  set search_path from current
as $$
declare
  v_time_zone text := coalesce(next_run.time_zone, 'UTC');
  v_after timestamptz := coalesce(next_run.after, howdah.now());
begin
  return howdah_internal.nearest_run(next_run.schedule, v_time_zone, v_after, true);
end
$$;
comment on function howdah.next_run is
  'Returns when a cron schedule is due next after a time, null when never (30 February). Where clocks are set '
  'forward, a time that does not exist is due as much later; where they are set back, a time that comes twice is due '
  'once, but a schedule of every hour follows the time that passes. Raises 22004, 22023. Example: select '
  'howdah.next_run(''30 2 * * mon-fri'', ''Europe/Berlin'').';
grant execute on function howdah.next_run to howdah_app, howdah_worker, howdah_analyst, howdah_admin;
