create or replace function howdah.latency_bucket(latency_ms numeric)
  returns integer
  language sql
  immutable
return floor(ln(greatest(latency_ms, 1)) / ln(1.02))::integer;
comment on function howdah.latency_bucket(numeric) is
  'Bucket of a latency in milliseconds: n holds 1.02^n to 1.02^(n+1), and 0 what is below.';
