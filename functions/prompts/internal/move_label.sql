create or replace function howdah_internal.move_label(
  tenant text,
  prompt text,
  label text,
  version integer,
  reason text,
  restores_id bigint default null
)
  returns integer
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_last_hash bytea;
  v_move howdah.prompt_label_history;
begin
  select l.version into v_move.from_version
    from howdah.prompt_labels as l
   where l.tenant_id = move_label.tenant and l.prompt = move_label.prompt and l.label = move_label.label;
  if v_move.from_version = move_label.version then
    return v_move.from_version;
  end if;
  select h.content_hash into v_last_hash
    from howdah.prompt_label_history as h
   where h.tenant_id = move_label.tenant and h.prompt = move_label.prompt and h.label = move_label.label
   order by h.id desc
   limit 1;
  v_move.tenant_id := move_label.tenant;
  v_move.id := nextval(pg_get_serial_sequence('howdah.prompt_label_history', 'id'));
  v_move.prompt := move_label.prompt;
  v_move.label := move_label.label;
  v_move.to_version := move_label.version;
  v_move.restores_id := move_label.restores_id;
  v_move.reason := move_label.reason;
  v_move.changed_by := coalesce(howdah.current_user_id(), session_user);
  -- The moment of the move, not of its transaction, which may have waited for the lock.
  v_move.created_at := howdah.clock();
  v_move.content_hash := howdah_internal.label_move_hash(v_last_hash, v_move);
  insert into howdah.prompt_labels as l (tenant_id, prompt, label, version, activated_by, activated_at)
  values (v_move.tenant_id, v_move.prompt, v_move.label, v_move.to_version, v_move.changed_by, v_move.created_at)
  on conflict (tenant_id, prompt, label) do update
    set version = excluded.version, activated_by = excluded.activated_by, activated_at = excluded.activated_at;
  insert into howdah.prompt_label_history overriding system value values (v_move.*);
  perform howdah_internal.notify_prompt(move_label.tenant, move_label.prompt, move_label.label);
  return v_move.from_version;
end
$$;
comment on function howdah_internal.move_label is
  'Points a label of a locked prompt to a version, writes the move down, tells those who listen, and returns the '
  'version before.';
