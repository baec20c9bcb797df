create or replace function howdah_internal.recount_credits(tenant text)
  returns void
  language plpgsql
  volatile
as $$
begin
  perform howdah_internal.recount_credit(b.tenant_id)
     from (
       select c.tenant_id from howdah.budgets as c
        where c.scope = 'credit' and recount_credits.tenant in (c.tenant_id, '*')
        order by c.tenant_id
     ) as b;
end
$$;
comment on function howdah_internal.recount_credits is
  'recount_credit for a tenant, or with * for all that have a credit, in the order of the locks.';
