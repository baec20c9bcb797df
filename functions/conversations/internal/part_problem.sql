create or replace function howdah_internal.part_problem(part jsonb)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_type text := part_problem.part ->> 'type';
  v_url text := case jsonb_typeof(part_problem.part -> 'url') when 'string' then part_problem.part ->> 'url' end;
  v_media text := case v_type when 'image' then 'image/(png|jpe?g|webp|gif)' else '[a-z]+/[a-z0-9.+-]{1,100}' end;
begin
  if v_type = 'text' then
    return case
      when jsonb_typeof(part_problem.part -> 'text') is distinct from 'string' or part_problem.part ->> 'text' = ''
        then 'text is required'
      when length(part_problem.part ->> 'text') > 32000 then 'text is longer than 32,000 characters'
    end;
  end if;
  if v_type not in ('image', 'file') then
    return null;
  end if;
  return case
    when v_url is null then 'url is required'
    when jsonb_typeof(part_problem.part -> 'name') not in ('string', 'null')
      or length(part_problem.part ->> 'name') not between 1 and 200 then 'name is no text of 1 to 200 characters'
    when part_problem.part ->> 'detail' not in ('low', 'high', 'auto') then 'detail is none of low, high, auto'
    -- No name and password: whoever reads the message would read them.
    when v_url ~* '^https?:' then
      case when v_url !~* '^https?://[^/?#@\s\\]+([/?#][^\s]*)?$' or length(v_url) > 2048
        then 'url is no address, or longer than 2,048 characters' end
    when v_url !~* '^data:' then 'url is neither http(s) nor data'
    when v_url !~ ('^data:' || v_media || ';base64,[A-Za-z0-9+/]+={0,2}$')
      or (length(v_url) - position(',' in v_url)) % 4 != 0 then
      case v_type when 'image' then 'url holds no image in base64 (png, jpeg, webp or gif)'
        else 'url holds no file in base64' end
  end;
end
$$;
comment on function howdah_internal.part_problem is
  'What is wrong with a part of a message: a text, an image or a file by URL; null for nothing, and for parts of other '
  'types, which are kept as they came.';
