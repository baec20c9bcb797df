create or replace function howdah_internal.lies_below(path text, places text[])
  returns boolean
  language sql
  immutable
as $$
  select coalesce(bool_or(lies_below.path = p.place or starts_with(lies_below.path, rtrim(p.place, '/') || '/')), false)
    from unnest(lies_below.places) as p (place)
$$;
comment on function howdah_internal.lies_below is
  'Whether a path is one of these places, or below one that is a folder.';
