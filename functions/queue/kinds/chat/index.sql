-- Answers: call after call, as the steps of functions/conversations say.
\ir room.sql
\ir internal/narrow_chat.sql
\ir internal/hand_out_chat.sql
\ir internal/next_chat.sql
\ir internal/move_to_fallback.sql
\ir internal/judge_chat.sql
\ir internal/leave_chat.sql
