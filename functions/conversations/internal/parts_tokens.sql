create or replace function howdah_internal.parts_tokens(parts jsonb)
  returns integer
  language plpgsql
  immutable
as $$
begin
  if parts_tokens.parts is null then
    return 0;
  end if;
  return (
    select coalesce(ceil(sum(howdah_internal.part_weight(p.value)) / 4.0), 0)
      from jsonb_array_elements(parts_tokens.parts) as p
     where p.value ->> 'type' in ('text', 'image', 'file'));
end
$$;
comment on function howdah_internal.parts_tokens is
  'About how many tokens the texts, images and files of a message take, as request_tokens counts them.';
