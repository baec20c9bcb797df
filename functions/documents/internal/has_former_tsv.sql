create or replace function howdah_internal.has_former_tsv(tenant text)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return exists (select from howdah.chunks as c where c.tenant_id = has_former_tsv.tenant and c.tsv_version < 1);
end
$$;
comment on function howdah_internal.has_former_tsv is
  'Whether chunks of a tenant are still indexed by a former rule, so that queries match both.';
