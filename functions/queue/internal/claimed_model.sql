create or replace function howdah_internal.claimed_model(model_id integer)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select jsonb_build_object(
             'provider', m.provider, 'model', m.name, 'model_id', m.id, 'dimensions', m.dimensions,
             'max_input_tokens', m.max_input_tokens, 'timeouts', howdah_internal.call_timeouts(m))
      from howdah.models as m
     where m.id = claimed_model.model_id
  ), '{}');
end
$$;
comment on function howdah_internal.claimed_model is
  'What a worker must know of a model to call it; empty for a lane without one.';
