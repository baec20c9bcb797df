create or replace function howdah_internal.text_format(format text, source text)
  returns text
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  if text_format.format not in ('markdown', 'text') then
    raise exception 'format is not known'
      using errcode = '22023', hint = 'It is markdown or text; null goes by the ending of the source.';
  end if;
  return coalesce(text_format.format, case
    when regexp_replace(text_format.source, '[?#].*$', '') ~* (
      '(^|/)(docker|make|gem|rake|jenkins|vagrant|proc)file$|\.(te?xt|log|csv|tsv|psv|json[5cl]?|ndjson|geojson|ya?ml'
      '|toml|ini|cfg|conf|env|properties|srt|vtt|eml|diff|patch|tex|bib|xml|xsd|po|org|service|hcl|nix|vim|http'
      '|sh|bash|zsh|fish|ps[md]?1|bat|py|pyi|rb|pl|php|r|jl|lua|sql|[cm]?[jt]sx?|vue|svelte|css|scss|less|c|h|cc'
      '|cpp|hpp|cs|m|mm|java|kts?|scala|clj|groovy|gradle|go|rs|swift|dart'
      '|exs?|erl|hs|ml|zig|nim|tf|proto|graphql|mk|cmake)$')
      then 'text'
    else 'markdown'
  end);
end
$$;
comment on function howdah_internal.text_format is
  'How a text is read: as its format says, else by the ending of its source: .txt, .csv, .log, code and the like are '
  'plain text, all others markdown.';
