create or replace function howdah_internal.answer_limit(model_id integer, params jsonb)
  returns integer
  language plpgsql
  stable
as $$
begin
  return least(
    (select m.max_output_tokens from howdah.models as m where m.id = answer_limit.model_id),
    coalesce(
      howdah_internal.token_count(coalesce(
        answer_limit.params -> 'max_completion_tokens', answer_limit.params -> 'max_tokens')),
      howdah.setting('estimated_output_tokens')::integer));
end
$$;
comment on function howdah_internal.answer_limit is
  'The most tokens that an answer is taken to have: the limit in its params, else the setting estimated_output_tokens, '
  'never more than its model gives.';
