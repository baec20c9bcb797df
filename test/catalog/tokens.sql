-- database: plain
begin;
select plan(3);
create temp view bodies as
  select p.proname as name, regexp_replace(coalesce(nullif(p.prosrc, ''), pg_get_functiondef(p.oid)), '--[^\n]*', '',
    'g') as body
    from pg_proc as p
   where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and p.prokind in ('f', 'p')
  union all
  select c.relname, pg_get_viewdef(c.oid)
    from pg_class as c
   where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind = 'v';
select is_empty(
  $$select name from bodies
     where body ~* 'length\([^()]*(\([^()]*\)[^()]*)*\)(::\w+)?\s*(/\s*[34](\.0)?\M|\*\s*0?\.(25|3))'$$,
  'tokens are estimated by estimate_tokens and nothing else');
select is_empty(
  $$select b.name from bodies as b where b.body ~ '\mtext_weight\M'
      and b.name not in ('text_weight', 'estimate_tokens', 'unit_weight', 'heading_weight', 'cut_text', 'fit_weight',
        'sent_text', 'part_weight', 'request_tokens')$$,
  'its core is asked only where quarters of a token are added up');
-- Whatever a model's row limits is read by what is made, sent or awaited, not only by what writes it.
select is_empty(
  $$select a.attname
      from pg_attribute as a
     where a.attrelid = 'howdah.models'::regclass and a.attnum > 0 and not a.attisdropped
       and (a.attname ~ '^max_|_seconds$|_ratio$' or a.attname in ('dimensions', 'refused_params', 'fallback_model_id'))
       and not exists (
         select from bodies as b
          where b.body ~ format('\.%s\M', a.attname)
            and b.name not in ('register_model', 'tg_logged_rows__note', 'learn_token_ratios'))$$,
  'every limit of a model is read');
select * from finish();
rollback;
