create or replace function howdah_internal.label_move_hash(previous bytea, move howdah.prompt_label_history)
  returns bytea
  language plpgsql
  stable
as $$
begin
  return sha256(coalesce(label_move_hash.previous, '') || convert_to(jsonb_build_array(
    move.tenant_id, move.id, move.prompt, move.label, move.from_version, move.to_version, move.restores_id, move.reason,
    extract(epoch from move.created_at))::text, 'UTF8'));
end
$$;
comment on function howdah_internal.label_move_hash is
  'What content_hash of a label''s move has to be, after the hash of the move before it (null for the first).';
