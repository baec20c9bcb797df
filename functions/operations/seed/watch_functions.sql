-- The trigger functions of watched tables, as this version makes them.
select howdah_internal.make_watch_function(w, howdah_internal.watched_relation(w))
  from howdah.watched_tables as w
 where to_regprocedure(format('howdah_internal.tg_watched__statement_%s()', w.id)) is not null
   and howdah_internal.watched_relation(w) is not null;
