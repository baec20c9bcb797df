create or replace function howdah.experiment_bucket(salt text, unit_id text)
  returns integer
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
begin
  -- 60 bits: the remainder by 10,000 is even to 1 in 10^14.
  return (('x' || left(encode(sha256(convert_to(salt || ':' || unit_id, 'UTF8')), 'hex'), 15))::bit(60)::bigint % 10000);
end
$$;
comment on function howdah.experiment_bucket(text, text) is
  'The bucket 0..9999 of a unit, always the same for a salt; another salt shuffles anew.';
