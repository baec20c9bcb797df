create or replace function howdah_internal.log_change(
  tenant text,
  operation text,
  kind text,
  object text,
  subject uuid default null,
  before jsonb default null,
  after jsonb default null
)
  returns void
  language plpgsql
  volatile
as $$
begin
  -- A row that is written without it gets no place in the chain.
  perform set_config('howdah.writes_log', 'on', true);
  insert into howdah.change_log (tenant_id, actor, operation, kind, object, subject, before, after, content_hash)
  values (
    log_change.tenant, howdah_internal.pseudonym(howdah.current_tenant(), howdah.current_user_id()),
    log_change.operation, log_change.kind, log_change.object, log_change.subject, log_change.before, log_change.after,
    howdah_internal.change_hash(log_change.object, log_change.before, log_change.after)
  );
  perform set_config('howdah.writes_log', '', true);
end
$$;
comment on function howdah_internal.log_change is 'Writes a row of the change log, by the user of the context.';
