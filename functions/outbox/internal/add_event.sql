-- Events of a subject are posted in the order of seq. That is the order of what happened where whoever adds one has
-- locked a row of its subject before, as all do that change it.
create or replace function howdah_internal.add_event(
  kind text,
  subject text,
  payload jsonb,
  text text default null,
  tenant text default null,
  user_id text default null
)
  returns uuid
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_id uuid;
begin
  if howdah.setting('outbox_days') = '0' then
    return null;
  end if;
  insert into howdah.outbox as o (tenant_id, kind, subject, text, payload, user_id)
  values (
    coalesce(add_event.tenant, howdah.current_tenant()), add_event.kind, add_event.subject,
    -- Names are anybody's: chat programs take what stands in <> for a call of everybody, or a link.
    translate(
      left(coalesce(add_event.text, format('%s: %s', replace(add_event.kind, '_', ' '), add_event.subject)), 1000),
      '<>', '‹›'),
    add_event.payload, add_event.user_id
  )
  returning o.id into v_id;
  -- Only a hint, and only where somebody listens: NOTIFY serialises commits.
  if exists (
    select from howdah_internal.outbox_receiver as r
     where r.asked_at > howdah.clock() - interval '2 minutes' and r.failure_count = 0
  ) then
    perform pg_notify('howdah_outbox', '');
  end if;
  return v_id;
end
$$;
comment on function howdah_internal.add_event is
  'Writes an event, which is posted when this transaction has committed. payload is an object of ids and figures, '
  'text the same in a sentence; no tenant is that of the context, * the whole installation, user_id the person it '
  'names, if any. Returns its id; null where the setting outbox_days is 0.';
