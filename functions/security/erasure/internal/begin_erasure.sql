create or replace function howdah_internal.begin_erasure(tenant text, user_id text default '')
  returns void
  language plpgsql
  volatile
as $$
begin
  -- What this transaction wrote into the logs has its place there before it goes; what is erased is no change.
  set constraints howdah.access_log_is_chained, howdah.change_log_is_chained immediate;
  set constraints howdah.access_log_is_chained, howdah.change_log_is_chained deferred;
  perform set_config('howdah.tends_logs', 'on', true);
  -- Whoever acts as them now ends first, and no roll-up adds calls under the name in the meantime.
  perform pg_advisory_xact_lock(howdah_internal.erasure_key(begin_erasure.tenant, begin_erasure.user_id));
  perform from howdah_internal.usage_rollups as r where r.name = 'usage' for update;
  insert into howdah_internal.forgotten_users as f (tenant_id, user_hash, forgotten_at)
  values (begin_erasure.tenant, sha256(convert_to(begin_erasure.user_id, 'UTF8')), howdah.clock())
  on conflict (tenant_id, user_hash) do update set forgotten_at = excluded.forgotten_at;
end
$$;
comment on function howdah_internal.begin_erasure is
  'Keeps everybody from acting as a user, or for a tenant, and notes that they are forgotten from now on. Until erase '
  'ends, rows of the logs may go.';
