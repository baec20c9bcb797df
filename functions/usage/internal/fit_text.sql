create or replace function howdah_internal.fit_text(content text, model howdah.models)
  returns text
  language plpgsql
  stable
as $$
begin
  -- So few bytes fit, whatever they are.
  if octet_length(fit_text.content) <= (model).max_input_tokens / 3 is not false then
    return fit_text.content;
  end if;
  -- An estimate may be 15 % too little.
  return howdah_internal.fit_weight(
    fit_text.content, (model).max_input_tokens * 4 * 0.85 / (model).token_ratio);
end
$$;
comment on function howdah_internal.fit_text is
  'The beginning of a text that a model takes as one input; all of it where that is not known, or fits.';
