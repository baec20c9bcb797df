drop function if exists howdah_internal.history_tokens(howdah.models, jsonb, text);
create or replace function howdah_internal.request_room(model howdah.models, params jsonb)
  returns integer
  language plpgsql
  stable
as $$
begin
  -- An estimate may be 15 % too little.
  return floor((
    (model).max_input_tokens * 0.85
      - least(howdah_internal.answer_limit((model).id, request_room.params), (model).max_input_tokens / 2)
  ) / (model).token_ratio);
end
$$;
comment on function howdah_internal.request_room is
  'How many estimated tokens a request may have beside its answer; null where it is not known what the model takes.';
