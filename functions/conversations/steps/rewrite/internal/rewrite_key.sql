create or replace function howdah_internal.rewrite_key(message howdah.messages, step howdah_internal.message_steps)
  returns bytea
  language plpgsql
  stable
as $$
begin
  return case
    when case howdah.setting('cache_answers')
           when 'on' then true
           when 'deterministic' then (step).request #>> '{params,temperature}' ~ '^0(\.0*)?$'
         end
      -- Always of one user: what was said before is nobody else's.
      then howdah_internal.cache_key(
        (message).tenant_id, (message).user_id, 'user', (step).model_id, (step).prompt_version_id, (step).request, '[]')
  end;
end
$$;
comment on function howdah_internal.rewrite_key is
  'Under which key a rewritten question is kept: question and turns, prompt version, model and user; null where '
  'answers are not kept.';
