--! Previous: sha1:e6106701166f15da5053cfe686b68dc1dad04f48
--! Hash: sha1:3f86b7de56960262cd319d8b9351d03a96138382
--! Message: held-tokens

alter table howdah_internal.reservations add column input_tokens bigint, add column output_tokens bigint;
comment on column howdah_internal.reservations.input_tokens is
  'What the call was let in with: it counts where nobody says what was used. Null is not known.';
comment on column howdah_internal.reservations.output_tokens is
  'The most that it may answer, likewise.';
comment on column howdah.llm_usage.is_estimated is
  'The provider did not say: tokens are what estimate_tokens says of the text, or what was held for the call.';
