create or replace function howdah_internal.without_entities(content text)
  returns text
  language sql
  immutable
return (
  select string_agg(
           case
             when p.entity is null then ''
             when p.code between 32 and 55295 or p.code between 57344 and 1114111 then chr(p.code)
             -- Behind its letter, as NFKC composes them.
             when p.mark is not null then left(p.entity, 1) || p.mark
             else coalesce(s.sign, ' ')
           end || p.rest, '' order by p.n)
         -- In a text about HTML the name is what is looked for.
         || coalesce(string_agg(distinct ' ' || ltrim(p.entity, '#'), ''), '')
    from (
      select t.n, e.entity, substr(t.part, coalesce(length(e.entity) + 3, 1)) as rest, a.mark,
             case
               when e.entity ~ '^#[0-9]' then substr(e.entity, 2)::integer
               when e.entity ~ '^#[xX]' then ('x' || lpad(substr(e.entity, 3), 8, '0'))::bit(32)::integer
             end as code
        from regexp_split_to_table(without_entities.content, '(?=&#?[a-zA-Z0-9]+;)') with ordinality as t (part, n)
       cross join lateral (
         select substring(t.part from '^&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+[0-9]*);') as entity offset 0
       ) as e
        left join (values
          ('grave', e'\u0300'), ('acute', e'\u0301'), ('circ', e'\u0302'), ('tilde', e'\u0303'), ('uml', e'\u0308'),
          ('ring', e'\u030a'), ('caron', e'\u030c'), ('cedil', e'\u0327')
        ) as a (name, mark) on substr(e.entity, 2) = a.name
    ) as p
    left join (values
      ('amp', '&'), ('lt', '<'), ('gt', '>'), ('quot', '"'), ('apos', ''''), ('rsquo', ''''), ('lsquo', ''''),
      ('ndash', '-'), ('num', '#'), ('sol', '/'), ('commat', '@'), ('lowbar', '_'), ('period', '.'), ('colon', ':'),
      ('shy', ''), ('zwj', ''), ('zwnj', e'\u200c'), ('szlig', 'ß'), ('aelig', 'æ'), ('AElig', 'Æ'), ('oelig', 'œ'),
      ('OElig', 'Œ'), ('oslash', 'ø'), ('Oslash', 'Ø'), ('eth', 'ð'), ('thorn', 'þ'), ('micro', 'µ'), ('sup2', '²'),
      ('sup3', '³')
    ) as s (name, sign) on s.name = p.entity
);
comment on function howdah_internal.without_entities is
  'A text with its entities as the letters and signs that a reader sees, and their names behind it.';
