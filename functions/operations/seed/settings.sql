insert into howdah.settings as s (name, value, allowed, description)
values
  ('tenancy', 'single', '^(single|required)$',
    'single: one tenant named default; required: every call names its tenant.'),
  ('default_embedding_model', null, '^.+$', 'For new collections; null means local/local-embedding.'),
  ('default_chat_model', null, '^.+$', 'For conversations without a model; null means local/local-chat.'),
  ('index_embeddings', 'on', '^(on|off)$', 'Whether new embedding models get an HNSW index.'),
  ('search_keyword_weight', '1', '^\d+(\.\d+)?$', 'Weight of the keyword arm in hybrid search.'),
  ('search_vector_weight', '1', '^\d+(\.\d+)?$', 'Weight of the vector arm in hybrid search.'),
  ('answer_sources', '6', '^([1-9]|[1-4]\d|50)$', 'Chunks given to the model with a question, 1 to 50.'),
  ('context_tokens', '6000', '^[1-9]\d{2,6}$', 'Estimated tokens of history sent with a question.'),
  ('cache_answers', 'on', '^(on|deterministic|off)$',
    'Whether an equal request of the same user gets the same answer again; deterministic: only at temperature 0.'),
  ('cache_scope', 'user', '^(user|tenant)$',
    'Who shares answers: nobody, or the users of a tenant (no private source).'),
  ('cache_hours', '24', '^[1-9]\d{0,4}$', 'How long an answer may be given again.'),
  ('message_deadline_seconds', '120', '^[1-9]\d{0,5}$', 'An answer that has not begun by then is given up.'),
  ('max_attempts', '8', '^[1-9]\d?$', 'Counted failures before a job is dead.'),
  ('retry_base_seconds', '2', '^\d+(\.\d+)?$',
    'Base of the random delay, times 3 to the power of the attempt, at most 10 minutes.'),
  ('budget_window_days', '400', '^[1-9]\d{0,3}$', 'How long it is kept what was spent in the windows of budgets.'),
  ('estimated_output_tokens', '1000', '^[1-9]\d{0,5}$',
    'Held for an answer''s length where nobody says max_output_tokens, and sent along as its limit where a hard budget '
      'or a rate of output tokens applies.'),
  ('silence_seconds', '60', '^[1-9]\d{0,4}$',
    'A call is given up when nothing comes for so long after its first byte; see silence_seconds of register_model.'),
  ('unpriced_calls', 'refuse', '^(refuse|estimate|allow)$',
    'Where a hard budget applies to a model without a price: refuse, estimate by the dearest known prices, or allow.'),
  ('jobs_done_days', '7', '^[1-9]\d{0,3}$', 'How many days finished jobs are kept in jobs_done.'),
  ('usage_months', '36', '^\d{1,3}$', 'How many months of single calls are kept in llm_usage; 0 keeps all.'),
  ('reembedding_grace_hours', '168', '^\d{1,4}$',
    'How long the vectors of the former model are kept after a change, for going back.'),
  ('history_days', '30', '^[1-9]\d{0,3}$', 'How many days runs of schedules are kept.'),
  ('retrieval_metrics_days', '90', '^[1-9]\d{0,3}$', 'How many days recorded retrievals are kept.'),
  ('query_embedding_days', '90', '^[1-9]\d{0,3}$', 'How many days the vector of a question is kept.'),
  ('usage_hourly_days', '400', '^[1-9]\d{0,4}$', 'How many days hourly sums and latencies are kept; daily sums stay.'),
  ('conversation_days', null, '^[1-9]\d{0,4}$',
    'Conversations without a message for so many days are deleted; null keeps all.'),
  ('refusal_pattern',
    '\m(do(es)? not|don''?t|doesn''?t|did not|cannot|can''?t|could not|couldn''?t) '
      '(hold|contain|say|mention|include|provide|have|answer|know|find|help)'
      '|\msay nothing\M|\mno (answer|information)\M|\m(sorry|unable to)\M',
    '^.+$', 'Regular expression: an answer that begins so and cites nothing counts as refused.'),
  ('access_log', 'answers', '^(off|answers|required)$',
    'answers: the access log notes the documents of every answer, and logged_search its own; required: search without '
      'a row is refused; off: only logged_search notes.'),
  ('access_log_text', 'off', '^(on|off)$', 'Whether the access log keeps the text of a question beside its hash.'),
  ('log_days', '400', '^\d{1,5}$', 'How many days the access log and the change log are kept; 0 keeps all.'),
  ('shared_roles', 'warn', '^(warn|accept)$',
    'warn: doctor and install say when logins of other databases of the server may connect to this one; accept: so it '
      'is meant.'),
  ('message_request_days', '30', '^[1-9]\d{0,3}$', 'How long message_request() can show what the model was sent.')
on conflict (name) do update
  set allowed = excluded.allowed, description = excluded.description;
