-- Models by their names: provider/model where what stands before the slash may be a provider, else of the provider that
-- was named. What is not registered is registered.
create temp table moving_models (
  old_name text primary key, provider text, name text, kind text, dimensions integer, id integer
) on commit drop;
insert into pg_temp.moving_models (old_name, provider, name, kind)
select o.model,
       case when s.has_provider then split_part(o.model, '/', 1) else current_setting('moving_in.provider') end,
       left(case when s.has_provider then substr(o.model, strpos(o.model, '/') + 1) else o.model end, 200), min(o.kind)
  from (
    select d.embedding_model as model, 'embedding' as kind from pg_temp.moving_documents as d
    union
    select c.model, 'chat' from pg_temp.moving_conversations as c
    union
    select m.model, 'chat' from pg_temp.moving_messages as m
    union
    select p.model, 'chat' from pg_temp.moving_prompts as p
    union
    select u.model, null from pg_temp.moving_usage as u
  ) as o
 cross join lateral (select o.model ~ '^[a-z][a-z0-9_]{0,40}/.' as has_provider) as s
 where btrim(o.model) != ''
 group by o.model, s.has_provider;

-- Rows without a model are of the one that most rows have.
update pg_temp.moving_documents as d
   set embedding_model = coalesce(
         (select o.embedding_model from pg_temp.moving_documents as o where btrim(o.embedding_model) != ''
           group by 1 order by count(*) desc, 1 limit 1),
         (select format('%s/%s', m.provider, m.name) from howdah.models as m
           where m.id = howdah_internal.default_model('embedding')))
 where btrim(coalesce(d.embedding_model, '')) = '';
-- A vector of zeros is none: it has no direction.
update pg_temp.moving_documents as d set embedding = null where d.embedding !~ '[1-9]';

do $$
declare
  v_schema text := current_setting('moving_in.schema');
  v_model record;
  v_other text;
begin
  insert into pg_temp.moving_models (old_name, provider, name, kind)
  select distinct d.embedding_model, split_part(d.embedding_model, '/', 1),
         substr(d.embedding_model, strpos(d.embedding_model, '/') + 1), 'embedding'
    from pg_temp.moving_documents as d
  on conflict do nothing;
  update pg_temp.moving_models as m
     set dimensions = coalesce(v.dimensions, (
           select k.dimensions from howdah.models as k where k.provider = m.provider and k.name = m.name
         ), (
           select nullif(a.atttypmod, -1) from pg_attribute as a
            where a.attrelid = to_regclass(format('%I.documents', v_schema)) and a.attname = 'embedding'))
    from (
      select d.embedding_model, max(jsonb_array_length(d.embedding::jsonb)) as dimensions
        from pg_temp.moving_documents as d
       group by 1
    ) as v
   where m.old_name = v.embedding_model;
  select string_agg(distinct d.embedding_model, ', ') into v_other
    from pg_temp.moving_documents as d
    join pg_temp.moving_models as m on m.old_name = d.embedding_model
   where m.dimensions is null or jsonb_array_length(d.embedding::jsonb) != m.dimensions;
  if v_other is not null then
    raise exception 'the dimensions of an embedding model are not known, or are not the same in all rows: %', v_other
      using errcode = 'PT409', hint = 'Give the rows of each model an embedding_model of their own.';
  end if;
  for v_model in
    select m.provider, m.name, min(m.kind) as kind, max(m.dimensions) as dimensions
      from pg_temp.moving_models as m
     where m.kind is not null
     group by 1, 2
  loop
    -- Embeds, and was named for an answer too.
    perform howdah.register_model(v_model.provider, v_model.name, case when v_model.dimensions is null then 'chat'
      else 'embedding' end, v_model.dimensions,
      -- As far as anybody knows the old vectors were made without.
      query_prefix => '', document_prefix => '');
  end loop;
  update pg_temp.moving_models as m set id = k.id, kind = k.kind
    from howdah.models as k where k.provider = m.provider and k.name = m.name;
  update pg_temp.moving_models as m
     set kind = case when m.name ~* 'embed' then 'embedding' else 'chat' end
   where m.kind is null;
end
$$;
