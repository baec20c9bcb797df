create or replace function howdah.usage_object(answer jsonb)
  returns jsonb
  language sql
  immutable
return case
  when jsonb_typeof(usage_object.answer -> 'usage') = 'object' then usage_object.answer -> 'usage'
  when jsonb_typeof(usage_object.answer -> 'usageMetadata') = 'object' then usage_object.answer -> 'usageMetadata'
  when jsonb_typeof(usage_object.answer -> 'usage_metadata') = 'object' then usage_object.answer -> 'usage_metadata'
  when jsonb_typeof(usage_object.answer) = 'object' then usage_object.answer
  else '{}'
end;
comment on function howdah.usage_object(jsonb) is
  'What a provider reports about tokens: a whole answer, or the facts about a call, may hold it.';
