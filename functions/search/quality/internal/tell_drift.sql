create or replace function howdah_internal.tell_drift(drifting jsonb)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_known jsonb;
begin
  -- Locked until the flag says what this check found: two checks tell it once.
  select f.details -> 'collections' into v_known
    from howdah.system_flags as f
   where f.key = 'reembedding_status'
     for update;
  perform howdah_internal.add_event(
    'drift', format('collection %s with %s', c.value ->> 'collection', c.value ->> 'model'), c.value - 'tenant',
    format('what is found by %s in collection %s is less similar than it used to be: %s instead of %s',
      c.value ->> 'model', c.value ->> 'collection', c.value ->> 'recent', c.value ->> 'baseline'),
    c.value ->> 'tenant')
    from jsonb_array_elements(tell_drift.drifting) with ordinality as c (value, position)
   where not exists (
     select from jsonb_array_elements(v_known) as k (value)
      where (k.value ->> 'tenant', k.value ->> 'collection', k.value ->> 'model')
        = (c.value ->> 'tenant', c.value ->> 'collection', c.value ->> 'model'))
   order by c.position;
end
$$;
comment on function howdah_internal.tell_drift is
  'Writes an event for each of these collections of which the last check did not know it yet.';
