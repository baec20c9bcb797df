create or replace function howdah_internal.find_model(model text, kind text)
  returns integer
  language plpgsql
  stable
as $$
declare
  v_id integer;
  v_kind text;
begin
  select m.id, m.kind
    into v_id, v_kind
    from howdah.models as m
   where m.provider || '/' || m.name = find_model.model
      or m.id = (select a.model_id from howdah.model_aliases as a where a.alias = find_model.model);
  if v_id is null then
    raise exception 'there is no such model'
      using errcode = 'PT404',
            hint = 'Name it provider/model or by alias; howdah.register_model makes it known.';
  end if;
  if v_kind != find_model.kind then
    raise exception 'the model is of kind %, not %', v_kind, find_model.kind
      using errcode = '22023',
            hint = 'Embedding models make vectors, chat models answer, rerank models put passages in order.';
  end if;
  return v_id;
end
$$;
comment on function howdah_internal.find_model is
  'Id of a model by provider/name or alias; raises PT404 when unknown, 22023 when of the other kind (null: any).';
