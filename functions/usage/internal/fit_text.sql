create or replace function howdah_internal.fit_text(content text, model howdah.models)
  returns text
  language plpgsql
  stable
as $$
declare
  -- An estimate may be 15 % too little.
  v_max numeric := (model).max_input_tokens * 4 * 0.85 / (model).token_ratio;
  v_weight integer := case when octet_length(fit_text.content) > (model).max_input_tokens / 3
    then howdah_internal.text_weight(fit_text.content) end;
begin
  while v_weight > v_max and fit_text.content != '' loop
    fit_text.content := left(
      fit_text.content, floor(length(fit_text.content) * least(v_max / v_weight, 0.98))::integer);
    v_weight := howdah_internal.text_weight(fit_text.content);
  end loop;
  return fit_text.content;
end
$$;
comment on function howdah_internal.fit_text is
  'The beginning of a text that a model takes as one input; all of it where that is not known, or fits.';
