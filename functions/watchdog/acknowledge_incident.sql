create or replace function howdah.acknowledge_incident(incident_id bigint, note text default null)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
begin
  if acknowledge_incident.incident_id is null then
    raise exception 'incident_id is required'
      using errcode = '22004', hint = 'select id, text from howdah.incidents where closed_at is null';
  end if;
  if length(acknowledge_incident.note) > 1000 then
    raise exception 'note is longer than 1000 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  update howdah.incidents as i
     set acknowledged_at = coalesce(i.acknowledged_at, howdah.clock()),
         acknowledged_by = coalesce(howdah.current_user_id(), i.acknowledged_by),
         note = coalesce(acknowledge_incident.note, i.note)
   where i.id = acknowledge_incident.incident_id and i.tenant_id in (v_tenant, '*');
  if not found then
    raise exception 'there is no such incident'
      using errcode = 'PT404', hint = 'select id, text from howdah.incidents';
  end if;
  return true;
end
$$;
comment on function howdah.acknowledge_incident is
  'Notes that somebody has seen an incident, with what they made of it: doctor and status show it no more, and that it '
  'lasts does not make it an error. It is closed by itself when the figures are usual again. A second time keeps the '
  'time and replaces the note. Raises 22001, 22004, 28000, PT404. Example: select '
  'howdah.acknowledge_incident(42, ''the import of ann'').';
grant execute on function howdah.acknowledge_incident to howdah_admin;
