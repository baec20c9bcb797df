create or replace function howdah.estimate_tokens(content text, model text default null)
  returns integer
  language plpgsql
  stable
  security definer -- what it calls is granted to nobody
  set search_path from current
as $$
begin
  return round(howdah_internal.text_weight(estimate_tokens.content) / 4.0 * case
    when estimate_tokens.model is null then 1
    else coalesce((
      select m.token_ratio
        from howdah.models as m
       where m.provider || '/' || m.name = estimate_tokens.model
          or m.id = (select a.model_id from howdah.model_aliases as a where a.alias = estimate_tokens.model)
    ), 1)
  end);
end
$$;
comment on function howdah.estimate_tokens is
  'How many tokens a text is taken to be, wherever howdah cuts, fits, holds or bills by a text that no provider has '
  'counted: by script and kind of text, within 15 % of o200k, the tokenizer of GPT-4o, for most. With a model, times '
  'its token_ratio, which is learned from what its provider reports; one that is not registered is none to complain '
  'of. Null for null. Example: select howdah.estimate_tokens(''How many days of leave do I have?'').';
grant execute on function howdah.estimate_tokens to howdah_app, howdah_worker, howdah_analyst, howdah_admin;
