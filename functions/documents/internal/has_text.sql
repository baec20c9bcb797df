create or replace function howdah_internal.has_text(content text)
  returns boolean
  language sql
  immutable
return content ~
  '[^\u0001-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufe00-\ufe0f\ufeff]';
comment on function howdah_internal.has_text is
  'Whether anything can be seen of a text: neither spaces of any kind nor control characters alone.';
