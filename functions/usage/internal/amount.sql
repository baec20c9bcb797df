create or replace function howdah_internal.amount(value jsonb)
  returns numeric
  language plpgsql
  immutable
as $$
declare
  v_text text := amount.value #>> '{}';
begin
  if jsonb_typeof(amount.value) in ('number', 'string') and v_text ~ '^\d{1,12}(\.\d{1,20})?([eE]-?\d{1,2})?$' then
    return least(v_text::numeric, 1000000);
  end if;
  return null;
end
$$;
comment on function howdah_internal.amount is
  'An amount of money as a provider reports it, a number or its text; null for anything else.';
