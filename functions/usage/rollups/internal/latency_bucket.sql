create or replace function howdah_internal.latency_bucket(latency_ms double precision)
  returns integer
  language sql
  immutable
return case
  when latency_ms is not null then floor(ln(least(greatest(latency_ms, 1), 1e12)) / ln(1.02::double precision))::integer
end;
comment on function howdah_internal.latency_bucket is
  'Bucket of a latency in milliseconds: n holds 1.02^n to 1.02^(n+1), and 0 what is below; null of null.';
grant execute on function howdah_internal.latency_bucket to howdah_app, howdah_analyst;
