create or replace function howdah_internal.operator_condition(tenant text, query text)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
  set client_min_messages = warning -- of phrases that are nothing but stop words a notice would be told
as $$
#variable_conflict use_column
declare
  v_condition text;
  v_is_former boolean := howdah_internal.has_former_tsv(operator_condition.tenant);
begin
  with operators as materialized (
    select o.role, o.part, o.is_phrase, o.word,
           -- Of what is longer the beginning is demanded.
           case when length(o.word) > 1000 then regexp_replace(left(o.word, 1000), '\s\S*$', '') else o.word end as text
      from howdah_internal.query_operators(operator_condition.query) as o
     where o.role in ('demanded', 'excluded')
     order by o.place
     limit 50
  ), languages as (
    select s.language
      from howdah_internal.corpus_stats as s
     where s.tenant_id = operator_condition.tenant
       and exists (select from pg_ts_config as c where c.cfgname = s.language and pg_ts_config_is_visible(c.oid))
  ), parsed as (
    select l.language, o.*, howdah_internal.search_phrase(l.language, o.text, v_is_former) as query
      from languages as l
     cross join operators as o
  ), demanded as (
    -- Who may have a stop word instead has it.
    select p.language, string_agg(format('(%s)', p.query), ' | ')::tsquery as query
      from parsed as p
     where p.role = 'demanded'
     group by p.language, p.part
    having bool_and(numnode(p.query) > 0)
  ), terms as (
    select d.language, format('c.tsv @@ %L::tsquery', d.query) as term from demanded as d
    union all
    select p.language, format('(not c.tsv @@ %L::tsquery%s)', p.query, case when not p.is_phrase then format(
             -- Written with its minus it is what was meant.
             ' or concat_ws('' '', c.heading, c.content) ~* %L',
             '(^|[^[:alnum:]])-' || regexp_replace(p.text, '([^[:alnum:]])', '\\\1', 'g') || '(?![[:alnum:]])') end)
      from parsed as p
     where p.role = 'excluded' and numnode(p.query) > 0
  )
  select string_agg(format('(%s)', c.condition), ' or ')
    into v_condition
    from (
      select concat_ws(' and ', format('c.language = %L', l.language), string_agg(t.term, ' and ')) as condition
        from languages as l
        left join terms as t on t.language = l.language
       group by l.language
    ) as c
   where exists (select from terms);
  return '(' || v_condition || ')';
end
$$;
comment on function howdah_internal.operator_condition is
  'The phrases, exclusions and OR of a search as SQL over chunks c, in each language of the tenant; null without any. '
  'A passage that has an excluded word with the minus before it stays: that is an option of some command. The first 50 '
  'count.';
