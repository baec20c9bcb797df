create or replace function howdah_internal.plain_identity(identity text)
  returns text
  language sql
  immutable
as $$
  select left(plain_identity.identity, p.opens)
         || regexp_replace(substr(plain_identity.identity, p.opens + 1), '\mhowdah(_internal)?\.', '', 'g')
    from (select nullif(strpos(plain_identity.identity, '('), 0)) as f (found)
   cross join lateral (select coalesce(f.found, length(plain_identity.identity))) as p (opens)
$$;
comment on function howdah_internal.plain_identity is
  'The identity of a function without the schemas of its arguments: whether they are printed depends on what else is '
  'there.';
