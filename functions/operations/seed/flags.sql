-- What the weekly check sets, there from the start: an update by hand finds its row.
insert into howdah.system_flags (key, value) values ('reembedding_status', 'ok') on conflict (key) do nothing;
