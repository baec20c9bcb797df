create or replace function howdah_internal.failure_advice(error_code text, provider text)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_url text := format('HOWDAH_PROVIDER_%s_URL', upper(failure_advice.provider));
begin
  return case failure_advice.error_code
    when 'authentication' then 'the provider refuses the key: correct it in the worker''s environment'
    when 'model_not_found' then 'the provider does not know the model: register the right name'
    when 'insufficient_quota' then 'the account at the provider has no money or quota left: top it up'
    when 'wrong_dimensions' then 'the model''s vectors do not have the dimensions it is registered with: '
      'register it again under its own name'
    when 'not_configured' then 'no worker has a URL or key for this provider: set ' || v_url || ' and _KEY'
    when 'rate_limited' then 'nothing to do: it goes on by itself'
    when 'connection' then 'nobody answers at ' || v_url || ': correct it, or wait for the provider'
    when 'bad_response' then 'what answers at ' || v_url || ' is no such API: the address mostly ends with /v1'
    when 'timeout' then 'the provider is slow or gone: wait for it, or allow more with '
      'howdah.register_model(.., silence_seconds, total_seconds)'
    when 'provider_error' then 'the provider has a fault of its own: calls are tried again by themselves'
  end;
end
$$;
comment on function howdah_internal.failure_advice is
  'What to do about a kind of failed calls; null where nobody knows.';
