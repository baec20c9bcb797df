insert into howdah.settings as s (name, value, allowed, description)
values
  ('tenancy', 'single', '^(single|required)$', 'single: one tenant named default; required: every call names its tenant.'),
  ('default_embedding_model', null, '^.+$', 'For new collections; null means local/local-embedding.'),
  ('default_chat_model', null, '^.+$', 'For conversations without a model; null means local/local-chat.'),
  ('index_embeddings', 'on', '^(on|off)$', 'Whether new embedding models get an HNSW index.'),
  ('search_keyword_weight', '1', '^\d+(\.\d+)?$', 'Weight of the keyword arm in hybrid search.'),
  ('search_vector_weight', '1', '^\d+(\.\d+)?$', 'Weight of the vector arm in hybrid search.'),
  ('answer_sources', '6', '^([1-9]|[1-4]\d|50)$', 'Chunks given to the model with a question, 1 to 50.'),
  ('context_tokens', '6000', '^[1-9]\d{2,6}$', 'Estimated tokens of history sent with a question.'),
  ('message_deadline_seconds', '120', '^[1-9]\d{0,5}$', 'An answer that has not begun by then is given up.'),
  ('max_attempts', '8', '^[1-9]\d?$', 'Counted failures before a job is dead.'),
  ('retry_base_seconds', '2', '^\d+(\.\d+)?$', 'Base of the random delay, times 3 to the power of the attempt, at most 10 minutes.'),
  ('budget_window_days', '400', '^[1-9]\d{0,3}$', 'How long it is kept what was spent in the windows of budgets.'),
  ('estimated_output_tokens', '1000', '^[1-9]\d{0,5}$', 'Held for an answer''s length where nobody says max_output_tokens.'),
  ('unpriced_calls', 'refuse', '^(refuse|estimate|allow)$', 'Where a hard budget applies to a model without a price: refuse, estimate by the dearest known prices, or allow.'),
  ('jobs_done_days', '7', '^[1-9]\d{0,3}$', 'How many days finished jobs are kept in jobs_done.'),
  ('usage_months', '36', '^\d{1,3}$', 'How many months of single calls are kept in llm_usage; 0 keeps all.'),
  ('reembedding_grace_hours', '168', '^\d{1,4}$', 'How long the vectors of the former model are kept after a change, for going back.'),
  ('history_days', '30', '^[1-9]\d{0,3}$', 'How many days runs of schedules are kept.'),
  ('retrieval_metrics_days', '90', '^[1-9]\d{0,3}$', 'How many days recorded retrievals are kept.'),
  ('query_embedding_days', '90', '^[1-9]\d{0,3}$', 'How many days the vector of a question is kept.'),
  ('usage_hourly_days', '400', '^[1-9]\d{0,4}$', 'How many days hourly sums and latencies are kept; daily sums stay.'),
  ('conversation_days', null, '^[1-9]\d{0,4}$', 'Conversations without a message for so many days are deleted; null keeps all.'),
  ('message_request_days', '30', '^[1-9]\d{0,3}$', 'How long message_request() can show what the model was sent.')
on conflict (name) do update
  set allowed = excluded.allowed, description = excluded.description;
