create or replace function howdah_internal.cron_field(
  field text,
  part text,
  low integer,
  high integer,
  names text[] default '{}'
)
  returns integer[]
  language plpgsql
  immutable
as $$
declare
  v_item text;
  v_match text[];
  v_first integer;
  v_last integer;
  v_step integer;
  v_values integer[] := '{}';
begin
  foreach v_item in array string_to_array(lower(cron_field.field), ',') loop
    -- *, a value or a range; a step only behind * or a range.
    v_match := regexp_match(v_item, '^(?:(\*)|([a-z]+|\d{1,2})(?:-([a-z]+|\d{1,2}))?)(?:/(\d{1,2}))?$');
    v_first := coalesce(
      array_position(cron_field.names, v_match[2]) - 1 + cron_field.low, substring(v_match[2] from '^\d+$')::integer,
      case when v_match[1] is not null then cron_field.low end);
    v_last := coalesce(
      array_position(cron_field.names, v_match[3]) - 1 + cron_field.low, substring(v_match[3] from '^\d+$')::integer,
      case when v_match[1] is not null then cron_field.high when v_match[3] is null then v_first end);
    v_step := coalesce(v_match[4]::integer, 1);
    if v_match is null or v_first is null or v_last is null or v_step = 0
       or v_first < cron_field.low or v_last > cron_field.high or v_last < v_first
       or v_match[4] is not null and v_match[1] is null and v_match[3] is null then
      raise exception 'the % of the schedule is not valid', cron_field.part
        using errcode = '22023',
              hint = format(
                'It is *, a value from %1$s to %2$s, a range such as %1$s-%3$s, each with a step such as */2, '
                  'or a list of these%4$s.',
                cron_field.low, cron_field.high, cron_field.low + 2,
                case when cron_field.names = '{}' then '' else ', also by name such as ' || cron_field.names[2] end);
    end if;
    v_values := v_values || array(select g from generate_series(v_first, v_last, v_step) as g);
  end loop;
  return array(select distinct u.value from unnest(v_values) as u (value) order by 1);
end
$$;
comment on function howdah_internal.cron_field is
  'The values of one field of a cron schedule, sorted; names stand for low, low + 1 and so on. Raises 22023 for the '
  'part.';
