create or replace function howdah_internal.fit_weight(content text, max_weight numeric)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_weight integer := howdah_internal.text_weight(fit_weight.content);
begin
  while v_weight > fit_weight.max_weight and fit_weight.content != '' loop
    fit_weight.content := left(
      fit_weight.content,
      floor(length(fit_weight.content) * greatest(0, least(fit_weight.max_weight / v_weight, 0.98)))::integer);
    v_weight := howdah_internal.text_weight(fit_weight.content);
  end loop;
  return fit_weight.content;
end
$$;
comment on function howdah_internal.fit_weight is
  'The beginning of a text, up to so many quarters of a token; all of it where it fits.';
