-- Inlines.
create or replace function howdah_internal.scalar_text(value jsonb)
  returns text
  language sql
  immutable
return case jsonb_typeof(value) when 'number' then trim_scale(value::numeric)::text else value #>> '{}' end;
comment on function howdah_internal.scalar_text is 'The text of one value: 42 for 42.0, and a string without quotes.';
grant execute on function howdah_internal.scalar_text
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
