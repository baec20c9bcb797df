create or replace function howdah_internal.may_delete()
  returns boolean
  language sql
  stable
return coalesce(current_setting('howdah.may_delete', true), '') != 'off';
comment on function howdah_internal.may_delete is
  'False within a task that runs by itself while the clock is doubted: see believes_clock.';
