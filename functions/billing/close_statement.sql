create or replace function howdah.close_statement(tenant text, month date)
  returns table (
    line_count integer,
    usage_cents numeric,
    adjustment_cents numeric,
    refund_cents numeric,
    total_cents numeric,
    prepaid_cents numeric,
    unpriced_calls bigint,
    is_new boolean
  )
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_month date;
  v_statement howdah_internal.statements;
  v_is_new boolean := false;
begin
  if close_statement.tenant is null or close_statement.month is null then
    raise exception 'tenant and month are required'
      using errcode = '22004', hint = 'Example: select * from howdah.close_statement(''acme'', ''2026-11-01'').';
  end if;
  if not isfinite(close_statement.month) or close_statement.month not between '1970-01-01' and '3000-01-01'
     or close_statement.tenant = '*' then
    raise exception 'tenant or month is out of range'
      using errcode = '22023', hint = 'month is a day of the month to close, tenant one that act_as gets.';
  end if;
  v_month := date_trunc('month', close_statement.month::timestamp);
  -- While usage is dropped it is in neither place; and a tenant's statements are closed one after the other.
  perform pg_advisory_xact_lock_shared(hashtextextended('howdah.pruned_usage', 0));
  perform pg_advisory_xact_lock(hashtextextended('howdah.close_statement ' || close_statement.tenant, 0));
  select s.* into v_statement
    from howdah_internal.statements as s
   where s.tenant_id = close_statement.tenant and s.month = v_month;
  if not found then
    v_statement := howdah_internal.closable_month(close_statement.tenant, v_month);
    with lines as (
      select l.* from howdah_internal.new_lines(v_statement) as l
    ), written as (
      insert into howdah_internal.statement_lines select l.* from lines as l
    )
    insert into howdah_internal.statements (
      tenant_id, month, time_zone, starts_at, ends_at, line_count, call_count, unpriced_count, usage_cents,
      adjustment_cents, refund_cents, total_cents, prepaid_cents, closed_at, closed_by
    )
    select v_statement.tenant_id, v_month, v_statement.time_zone, v_statement.starts_at, v_statement.ends_at,
           count(l.line), coalesce(sum(l.call_count) filter (where l.kind = 'usage'), 0),
           coalesce(sum(l.unpriced_count), 0) + coalesce((
             select sum(o.unpriced_count) from howdah_internal.statement_lines as o
              where o.tenant_id = v_statement.tenant_id
           ), 0),
           case when count(*) filter (where l.kind = 'usage') = 0 then 0
             else sum(l.amount_cents) filter (where l.kind = 'usage') end,
           case when count(*) filter (where l.kind = 'adjustment') = 0 then 0
             else sum(l.amount_cents) filter (where l.kind = 'adjustment') end,
           coalesce(sum(l.amount_cents) filter (where l.kind = 'refund'), 0),
           case when count(*) = 0 then 0 else sum(l.amount_cents) end,
           case when count(*) filter (where l.is_prepaid) = 0 then 0
             else sum(l.amount_cents) filter (where l.is_prepaid) end,
           howdah.now(), howdah.current_user_id()
      from lines as l
    -- Only where a repeatable read does not see it yet: 40001 then, which is tried again.
    on conflict (tenant_id, month) do nothing
    returning * into v_statement;
    v_is_new := true;
  end if;
  return query
  select v_statement.line_count, v_statement.usage_cents, v_statement.adjustment_cents,
         v_statement.refund_cents, v_statement.total_cents, v_statement.prepaid_cents, v_statement.unpriced_count,
         v_is_new;
end
$$;
comment on function howdah.close_statement is
  'Closes a month of a tenant, in its time zone, once it is over, and returns its sums in US cents; closed again it '
  'changes nothing. Its lines, which never change, are the usage of the month at customer prices, and as adjustments '
  'what earlier months come to more or less than was billed: calls that came late, corrected prices. refunds are those '
  'of grant_credit. prepaid_cents of the total are paid from the credit. unpriced_calls have no known price and are '
  'billed when it is known. The months of a tenant are closed in their order; the first one is where its statements '
  'begin. Raises 22004, 22023, PT404, PT412. Example: select * from howdah.close_statement(''acme'', ''2026-11-01'').';
grant execute on function howdah.close_statement to howdah_admin;
