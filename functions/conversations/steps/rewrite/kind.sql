insert into howdah_internal.step_kinds as k (kind, position, is_needed)
values ('rewrite', 10, false)
on conflict (kind) do update set position = excluded.position, is_needed = excluded.is_needed
where (k.position, k.is_needed) != (excluded.position, excluded.is_needed);
