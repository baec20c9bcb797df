create or replace function howdah.tg_model_prices__refuse()
  returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  raise exception 'prices cannot be changed or deleted'
    using errcode = 'PT409', hint = 'Call howdah.set_price to add one with a later effective_from.';
end
$$;
comment on function howdah.tg_model_prices__refuse() is
  'Keeps prices as they were written: frozen costs point to them.';

do $$
begin
  -- Made once: dropping and making it again would wait for every reader.
  if not exists (
    select from pg_trigger
     where tgrelid = 'howdah.model_prices'::regclass and tgname = 'model_prices_are_immutable'
  ) then
    create trigger model_prices_are_immutable
      before update or delete on howdah.model_prices
      for each row execute function howdah.tg_model_prices__refuse();
    alter table howdah.model_prices enable always trigger model_prices_are_immutable;
    create trigger model_prices_are_not_truncated
      before truncate on howdah.model_prices
      for each statement execute function howdah.tg_model_prices__refuse();
    alter table howdah.model_prices enable always trigger model_prices_are_not_truncated;
  end if;
end
$$;
