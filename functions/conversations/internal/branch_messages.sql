create or replace function howdah_internal.branch_messages(tenant text, message_id uuid, max_messages integer)
  returns uuid[]
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return array(
    with recursive branch as (
      select branch_messages.message_id as id, 1 as n
      union all
      select m.parent_id, b.n + 1
        from branch as b
       cross join lateral (
         select i.parent_id from howdah.messages as i
          where i.tenant_id = branch_messages.tenant and i.id = b.id
          limit 1
       ) as m
       where b.n < branch_messages.max_messages and m.parent_id is not null
    )
    select b.id from branch as b where b.id is not null order by b.n
  );
end
$$;
comment on function howdah_internal.branch_messages is
  'A message and those above it in its branch, at most max_messages, newest first.';
