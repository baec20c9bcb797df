insert into howdah_internal.job_kinds as k (kind, handling)
values ('embed_query', 'embeddings')
on conflict (kind) do update set handling = excluded.handling where k.handling != excluded.handling;
