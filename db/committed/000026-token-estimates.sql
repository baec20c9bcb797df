--! Previous: sha1:ec7c79f55a6183f49e96de2c1b4e219bdfbb5d14
--! Hash: sha1:557b0991fc0f14a5097ef96ef7833f9f76a0af64
--! Message: token-estimates

alter table howdah.models
  add column token_ratio numeric not null default 1,
  add constraint models_token_ratio_is_between_a_half_and_two check (token_ratio between 0.5 and 2);
comment on column howdah.models.token_ratio is
  'Tokens that its provider reports for a token that is estimated; learned from calls (learn_token_ratios).';

alter table howdah.messages add column tokens_above bigint;
comment on column howdah.messages.tokens_above is
  'Estimated tokens of what a model is told of the branch above it, counted when it was added: where the history of a '
  'request begins does not change with every question. Null for messages from before it was counted.';
