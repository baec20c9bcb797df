create or replace function howdah.enqueue(
  kind text,
  payload jsonb default '{}',
  lane text default 'default',
  priority integer default 0,
  run_after timestamptz default null,
  dedup_key text default null,
  deadline timestamptz default null,
  estimated_tokens integer default 0
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  -- These are believed what they say: nobody else may make them.
  if enqueue.kind in ('chat', 'embed_chunk', 'embed_query') or enqueue.lane ~ '/(interactive|bulk)$|^caller$'
     or enqueue.estimated_tokens < 0 then
    raise exception 'this kind or lane is howdah''s own, or estimated_tokens is negative'
      using errcode = '22023',
            hint = 'Name your kind otherwise than chat, embed_chunk, embed_query, and a lane neither caller nor with '
              '/interactive or /bulk at its end.';
  end if;
  return howdah.add_job(
    enqueue.kind, enqueue.payload, enqueue.lane, enqueue.priority, enqueue.run_after, enqueue.dedup_key,
    enqueue.deadline, coalesce(enqueue.estimated_tokens, 0));
end
$$;
comment on function howdah.enqueue(text, jsonb, text, integer, timestamptz, text, timestamptz, integer) is
  'Adds a job for the tenant and user of this transaction and returns its id. While a job with the same kind and '
  'dedup_key is ready, no second one is added and that one''s id comes back. Lower priority runs first; run_after '
  'is never in the past; past its deadline a job is not run. Raises 22004, 22023, 28000. '
  'Example: select howdah.enqueue(''send_report'', ''{"id": 7}'', ''reports'', dedup_key => ''report 7'').';
