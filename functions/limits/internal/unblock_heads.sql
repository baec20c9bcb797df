create or replace function howdah_internal.unblock_heads(tenant text default null)
  returns void
  language plpgsql
  volatile
as $$
begin
  update howdah_internal.queue_heads as h
     set blocked_until = null
   where h.id in (
     select w.id from howdah_internal.queue_heads as w
      where w.blocked_until is not null
        and (unblock_heads.tenant is null or w.tenant_id = unblock_heads.tenant)
      order by w.id
        for no key update skip locked
   );
end
$$;
comment on function howdah_internal.unblock_heads is
  'Lets claims look again at what waited for money, of one tenant or of all.';
