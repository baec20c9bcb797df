-- Prompts: versions, labels, rendering.
\ir prompt_variables.sql
\ir create_prompt_version.sql
\ir activate_prompt.sql
\ir rollback_prompt.sql
\ir active_prompt.sql
\ir render_template.sql
\ir render_prompt.sql
\ir ensure_default_prompt.sql
\ir active_prompts.sql
\ir tg_prompt_versions__refuse.sql
