-- Who reads models and prices.
select howdah_internal.let_read(t.relation::regclass, r.reader)
  from (values ('howdah.models'), ('howdah.model_aliases'), ('howdah.model_prices'), ('howdah.price_aliases'),
               ('howdah.price_corrections'))
    as t (relation)
 cross join (values ('howdah_analyst'), ('howdah_admin')) as r (reader);
