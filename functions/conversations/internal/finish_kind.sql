create or replace function howdah_internal.finish_kind(finish_reason text)
  returns text
  language plpgsql
  immutable
as $$
declare
  -- maxTokens, MAX_TOKENS and FinishReason.MAX_TOKENS alike.
  v_word text := regexp_replace(
    regexp_replace(lower(finish_kind.finish_reason), '[^a-z0-9]', '', 'g'), '^finishreason', '');
begin
  return case
    -- A sentence behind the word, as in "content_filter: violence", is a filter's.
    when v_word is null or v_word ~ '^(null|none|undefined|unspecified|unknown)?$' then null
    when v_word ~ ('^(stop(ped|sequence|string|token|words?|criteria)?'
      '|end(turn|sequence|token|of(turn|text|sequence|stream|message)|oftext|text)?'
      '|eo[st](token|tokenid|id|found)?|imend'
      '|complete|completed|completion|done|finish|finished|success|succeeded|normal|ok)$') then 'stop'
    when v_word ~ ('^(length|limit|truncated'
      '|(max|model|tokens?|context|output)\w*(length|tokens?|limit|exceeded|reached))$') then 'length'
    when v_word ~ '^(tool|function)(calls?|use)?$' then 'tool_calls'
    when v_word ~ ('filter|safety|unsafe|sensitive|block|prohibit|recitation|spii|moderat|guardrail|policy|violat'
      '|harm|jailbreak|modelarmor|refus|flagged|copyright|censor|inappropriate|^language$') then 'content_filter'
    else 'broken'
  end;
end
$$;
comment on function howdah_internal.finish_kind is
  'Why an answer ended, by the word of its provider: stop, length, tool_calls, content_filter, or broken, where nobody '
  'is known to call a whole answer so; null for no reason.';
