create or replace function howdah_internal.describe_columns(view regclass)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_column record;
begin
  for v_column in
    select d.name, d.meaning
      from (values
        ('tenant_id', 'The tenant.'),
        ('user_id', 'The user; null is the tenant itself.'),
        ('day', 'The day (UTC, as providers bill).'),
        ('month', 'First day of the month (UTC, as providers bill).'),
        ('provider', 'Alias of the provider.'),
        ('model', 'The model that was asked for.'),
        ('kind', 'chat or embedding.'),
        ('feature', 'What the calls were for: the prompt''s name where nothing was said.'),
        ('prompt', 'Name of the prompt.'),
        ('calls', 'Attempts to call a model, failed ones and answers from the cache included.'),
        ('failed_calls', 'Those that failed, were cancelled or timed out.'),
        ('cached_calls', 'Those that the cache answered, at no cost.'),
        ('estimated_calls', 'Calls whose tokens were estimated, because the provider did not say.'),
        ('unpriced_calls', 'Calls whose cost is not known; they are not in cost_cents.'),
        ('input_tokens', 'All input tokens; those from the provider''s cache are part of them.'),
        ('cached_input_tokens', 'Input tokens that the provider had in its cache.'),
        ('output_tokens', 'All output tokens; reasoning is part of them.'),
        ('tokens_used', 'Input and output tokens.'),
        ('cost_cents', 'US cents of the calls whose cost is known; null where no call''s is.'),
        ('saved_cents', 'US cents that answers from the cache would have cost.'),
        ('cost_is_complete', 'True when the cost of every call is known.'),
        ('p50_ms', 'Half took at most so many milliseconds.'),
        ('p95_ms', '95 of 100 took at most so many milliseconds.')
      ) as d (name, meaning)
      join pg_attribute as a on a.attrelid = describe_columns.view and a.attname = d.name
  loop
    execute format('comment on column %s.%I is %L', describe_columns.view, v_column.name, v_column.meaning);
  end loop;
end
$$;
comment on function howdah_internal.describe_columns is
  'Comments the columns of a view whose names mean the same in every report; the view''s file comments the others.';
