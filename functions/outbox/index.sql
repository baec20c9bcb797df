-- What somebody should hear of: written where it happens, posted by a worker.
\ir internal/add_event.sql
\ir internal/event_body.sql
\ir internal/events_kept_from.sql
\ir claim_events.sql
\ir complete_event.sql
\ir fail_event.sql
