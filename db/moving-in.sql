-- Takes over a database that was built by the statements of the article (db/README.md, Moving in). Run as the owner of
-- the schema howdah; it may be run again, and then takes what has come since:
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f db/moving-in.sql
-- Variables (-v name=value): tenant (default), provider of models named without one (openai), schema of the old tables
-- (public), collection for the documents (default), language of the documents (english), time_zone of old dates that
-- have none (UTC).
\set ON_ERROR_STOP 1
\set QUIET 1
\if :{?tenant} \else \set tenant default \endif
\if :{?provider} \else \set provider openai \endif
\if :{?schema} \else \set schema public \endif
\if :{?collection} \else \set collection default \endif
\if :{?language} \else \set language english \endif
\if :{?time_zone} \else \set time_zone UTC \endif

begin;
set local client_min_messages = notice;
set local row_security = off;
set local jit = off;
set local lock_timeout = 0;
set local statement_timeout = 0;
set local extra_float_digits = 1;
\o /dev/null
select set_config('TimeZone', :'time_zone', true), set_config('moving_in.provider', :'provider', true),
       set_config('moving_in.schema', :'schema', true), set_config('moving_in.collection', :'collection', true),
       set_config('moving_in.language', :'language', true), set_config('request.jwt.claims', '', true),
       howdah.act_as(null, :'tenant');
select set_config('moving_in.tenant', howdah.context_tenant(), true),
       set_config('search_path', format('pg_catalog, howdah, howdah_internal, %I, pg_temp', n.nspname), true)
  from pg_extension as e
  join pg_namespace as n on n.oid = e.extnamespace
 where e.extname = 'vector';
\ir moving-in/read.sql
\ir moving-in/check.sql
\ir moving-in/models.sql
\ir moving-in/users.sql
\ir moving-in/prompts.sql
\ir moving-in/documents.sql
\ir moving-in/conversations.sql
\ir moving-in/usage.sql
\ir moving-in/compare.sql
\o
select r.what, r.before, r.after, r.taken_now as "of which now" from pg_temp.moving_result as r order by r.place;
-- Raises where something is not there, and then nothing was done.
do $$
declare
  v_wrong text := (
    select string_agg(format('%s: %s before, %s after', r.what, r.before, r.after), '; ' order by r.place)
      from pg_temp.moving_result as r
     where r.before is distinct from r.after
  );
begin
  if v_wrong is not null then
    raise exception 'what howdah has is not what was there: %', v_wrong
      using errcode = 'PT409', hint = 'Nothing was taken over. Please report this with the line above.';
  end if;
end
$$;
commit;
