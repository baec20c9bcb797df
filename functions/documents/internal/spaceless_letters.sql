create or replace function howdah_internal.spaceless_letters()
  returns text
  language sql
  immutable
return
  -- Emoji; Thai, Lao, Burmese, Khmer and their neighbours; Chinese, Japanese and Korean.
  '\u2600-\u27bf\U0001f1e6-\U0001f3fa\U0001f400-\U0001faff'
  '\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua980-\ua9ff\uaa60-\uaadf'
  '\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff';
comment on function howdah_internal.spaceless_letters is
  'For a character class: letters of scripts that put no spaces between words, or whose words are found inside others.';
