create or replace function howdah_internal.limit_answer(model howdah.models, tenant text, params jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
begin
  if limit_answer.params ?| array['max_completion_tokens', 'max_tokens'] or not (
    exists (
      select from howdah.budgets as b
       where b.tenant_id in (limit_answer.tenant, '*') and b.is_hard and b.limit_cents is not null)
    or exists (
      select from howdah.rate_limits as l
       where l.tenant_id in (limit_answer.tenant, '*') and l.unit = 'output_tokens')
  ) then
    return limit_answer.params;
  end if;
  -- OpenAI's own newer models refuse the older name, most other servers know only that one.
  return limit_answer.params || jsonb_build_object(
    case when (model).provider in ('openai', 'azure') then 'max_completion_tokens' else 'max_tokens' end,
    howdah_internal.answer_limit((model).id, '{}'));
end
$$;
comment on function howdah_internal.limit_answer is
  'The params of a request with a limit for its answer where the prompt version names none and a hard budget or a rate '
  'of output tokens applies: what is held is then the most that the call can use.';
