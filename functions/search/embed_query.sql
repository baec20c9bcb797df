-- No SET clause and no definer: a procedure that commits may have neither. Every name is qualified instead.
create or replace procedure howdah.embed_query(
  query text,
  collection text default null,
  timeout interval default interval '1 minute'
)
  language plpgsql
as $$
declare
  v_user pg_catalog.text := pg_catalog.current_setting('howdah.user_id', true);
  v_tenant pg_catalog.text := pg_catalog.current_setting('howdah.tenant', true);
  v_until pg_catalog.timestamptz := pg_catalog.clock_timestamp() operator(pg_catalog.+)
    coalesce(embed_query.timeout, interval '1 minute');
begin
  call howdah_internal.check_waiting();
  while howdah.request_query_embedding(embed_query.query, embed_query.collection) operator(pg_catalog.<>) 'ready' loop
    if pg_catalog.clock_timestamp() operator(pg_catalog.>) v_until then
      raise exception 'the query is not embedded yet'
        using errcode = '57014',
              hint = 'Is a worker running? The command  howdah doctor  says; until then search uses keywords.';
    end if;
    commit;
    perform pg_catalog.pg_sleep(0.02);
    -- A commit drops what act_as had set.
    perform pg_catalog.set_config('howdah.user_id', coalesce(v_user, ''), true);
    perform pg_catalog.set_config('howdah.tenant', coalesce(v_tenant, ''), true);
  end loop;
end
$$;
comment on procedure howdah.embed_query is
  'Has a query embedded and waits until search can use its vector. Raises 57014 when the time is over, 25001 inside a '
  'transaction block, 0A000 on the embedded server, 22004, 22023, 22001, 28000, PT404. '
  'Example: call howdah.embed_query(''how do refunds work'').';
grant execute on procedure howdah.embed_query to howdah_app;
