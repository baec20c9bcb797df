create or replace function howdah_internal.check_key(name text, key text)
  returns void
  language plpgsql
  immutable
as $$
declare
  v_problem text;
begin
  if check_key.key is null or length(check_key.key) not between 1 and 200 then
    v_problem := case when check_key.key is null then 'null' when check_key.key = '' then 'empty' else 'too long' end;
    raise exception '% is %', check_key.name, v_problem
      using errcode = case v_problem when 'null' then '22004' when 'empty' then '22023' else '22001' end,
            hint = 'Pass the key as text of at most 200 characters, such as a uuid.';
  end if;
end
$$;
comment on function howdah_internal.check_key is
  'Refuses a key of a user or tenant that is null (22004), empty (22023) or too long (22001).';
