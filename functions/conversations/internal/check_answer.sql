create or replace function howdah_internal.check_answer(request_key text, variables jsonb, run_by text)
  returns void
  language plpgsql
  immutable
as $$
begin
  if check_answer.run_by is null or check_answer.run_by not in ('worker', 'caller')
     or jsonb_typeof(check_answer.variables) is distinct from 'object'
     or check_answer.request_key = '' or length(check_answer.request_key) > 200 then
    raise exception 'run_by, variables or request_key is out of range'
      using errcode = '22023',
            hint = 'run_by is worker or caller, variables a JSON object, request_key 1 to 200 characters.';
  end if;
end
$$;
comment on function howdah_internal.check_answer is
  'Raises 22023 for a request_key, variables or run_by that cannot be.';
