drop function if exists howdah.begin_call(bigint[], bigint, uuid, timestamptz, integer);
create or replace function howdah.begin_call(
  job_ids bigint[],
  token bigint,
  call_id uuid,
  started_at timestamptz,
  estimated_tokens double precision
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_estimated_tokens integer := howdah_internal.whole('estimated_tokens', begin_call.estimated_tokens);
begin
  if begin_call.call_id is null or begin_call.started_at is null then
    raise exception 'call_id and started_at are required'
      using errcode = '22004', hint = 'Make both up, and pass them again to complete_embeddings.';
  end if;
  update howdah_internal.jobs as j
     set call_id = begin_call.call_id, called_at = begin_call.started_at, called_tokens = v_estimated_tokens
   where j.id = (
     select o.id from howdah_internal.jobs as o
      where o.id = any (begin_call.job_ids) and o.token = begin_call.token and not o.is_unwanted
      limit 1
   );
  return found;
end
$$;
comment on function howdah.begin_call is
  'Notes that a request for embeddings is about to be made for these claimed jobs: should nobody report it, it is in '
  'the usage as an estimate. False when none of them is yours any more: make no call. Raises 22004. Example: select '
  'howdah.begin_call(array[41, 42], :token, gen_random_uuid(), now(), 900).';
grant execute on function howdah.begin_call to howdah_worker;
