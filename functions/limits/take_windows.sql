create or replace function howdah.take_windows(windows jsonb, cents numeric)
  returns boolean
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_window jsonb;
begin
  for i in 0 .. jsonb_array_length(take_windows.windows) - 1 loop
    v_window := take_windows.windows -> i;
    -- One statement looks and takes: all who share the budget wait until its transaction ends.
    update howdah.budget_windows as w
       set reserved_cents = w.reserved_cents + take_windows.cents
     where w.tenant_id = v_window ->> 'tenant_id'
       and w.budget_id = (v_window ->> 'budget_id')::bigint
       and w.subject = v_window ->> 'subject'
       and w.starts_at = (v_window ->> 'starts_at')::timestamptz
       and (take_windows.cents = 0
            or w.spent_cents + w.reserved_cents + take_windows.cents
               <= coalesce((v_window ->> 'hard_cents')::numeric, 'Infinity'));
    if not found then
      if i > 0 then
        perform howdah.hold_budget(
          jsonb_path_query_array(take_windows.windows, '$[0 to $last]', jsonb_build_object('last', i - 1)),
          -take_windows.cents);
      end if;
      return false;
    end if;
  end loop;
  return true;
end
$$;
comment on function howdah.take_windows(jsonb, numeric) is
  'Holds US cents in the windows that applicable_windows returned. False where one has no room or is not there yet: '
  'then nothing is held, and budget_room makes it or says why.';
