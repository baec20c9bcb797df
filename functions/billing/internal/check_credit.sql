create or replace function howdah_internal.check_credit(
  tenant text,
  amount_cents numeric,
  reason text,
  request_key text
)
  returns void
  language plpgsql
  stable
as $$
begin
  if check_credit.tenant is null or check_credit.amount_cents is null then
    raise exception 'tenant and amount_cents are required'
      using errcode = '22004', hint = 'Example: select howdah.grant_credit(''acme'', 5000, ''invoice 17'').';
  end if;
  if not abs(check_credit.amount_cents) between 0.0000000001 and 1e9 or check_credit.amount_cents = 'NaN' then
    raise exception 'amount_cents is out of range'
      using errcode = '22023', hint = 'US cents, not 0, at most 1000000000 either way; below 0 is paid back.';
  end if;
  if check_credit.request_key = '' then
    raise exception 'request_key is empty'
      using errcode = '22023', hint = 'Pass a key of 1 to 200 characters, or null where a credit is not repeated.';
  end if;
  if length(check_credit.reason) > 1000 or length(check_credit.request_key) > 200 then
    raise exception 'reason or request_key is too long'
      using errcode = '22001', hint = 'At most 1000 and 200 characters.';
  end if;
  if not exists (select from howdah.tenants as t where t.tenant_id = check_credit.tenant) then
    raise exception 'there is no such tenant'
      using errcode = 'PT404', hint = 'Pass the tenant that act_as gets; howdah.set_tenant makes one.';
  end if;
end
$$;
comment on function howdah_internal.check_credit is 'Refuses what is no credit. Raises 22004, 22023, 22001, PT404.';
