create or replace function howdah_internal.hand_out_chat(job_ids bigint[])
  returns table (job_id bigint, content text)
  language plpgsql
  immutable
as $$
begin
  return query select u.id, null::text from unnest(hand_out_chat.job_ids) as u (id);
end
$$;
comment on function howdah_internal.hand_out_chat is
  'Nothing yet: what to call comes step by step from next_step.';
