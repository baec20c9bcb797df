create or replace function howdah_internal.byte_room(model howdah.models)
  returns integer
  language sql
  immutable
return case when (model).max_input_tokens is not null
  then greatest(8, floor((model).max_input_tokens * 0.95 - 4 - octet_length((model).document_prefix)))::integer end;
comment on function howdah_internal.byte_room is
  'So many bytes a model takes of whatever text of a document, for no tokenizer makes two tokens of a byte; null where '
  'its limit is not known. It adds a few tokens of its own, and its document_prefix stands before.';
