create or replace function howdah_internal.called_model(model text, kind text)
  returns table (model_id integer, model_provider text, model_name text, model_kind text, answered_as text)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_provider text := split_part(called_model.model, '/', 1);
  v_name text := substr(called_model.model, length(v_provider) + 2);
begin
  if called_model.kind not in ('chat', 'embedding', 'rerank') then
    raise exception 'there is no such kind of model'
      using errcode = '22023', hint = 'kind is chat, embedding or rerank.';
  end if;
  return query
  select m.id, m.provider, m.name, m.kind,
         case when called_model.model not in (m.provider || '/' || m.name, a.alias) then v_name end
    from howdah.models as m
    left join howdah.model_aliases as a
      on a.model_id = m.id
     and (a.alias = called_model.model or a.alias = v_name and m.provider = v_provider)
   where m.provider = v_provider and m.name = v_name or a.alias is not null
   -- A model's own name before another one's alias.
   order by m.provider = v_provider and m.name = v_name desc
   limit 1;
  if not found and (v_provider !~ '^[a-z][a-z0-9_]{0,40}$' or length(v_name) not between 1 and 200) then
    raise exception 'there is no such model'
      using errcode = 'PT404',
            hint = 'Name it provider/model, registered or not, or by an alias of howdah.register_model.';
  elsif not found then
    return query select null::integer, v_provider, v_name, coalesce(called_model.kind, 'chat'), null::text;
  end if;
end
$$;
comment on function howdah_internal.called_model is
  'The model that a recorded call names: registered, by its name, an alias or a dated name that is an alias '
  '(answered_as), or any provider/model that is not. Raises PT404, 22023.';
