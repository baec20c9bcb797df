-- Which answers used a document, a prompt version, a variant, a price; message_lineage goes the other way.
\ir answers_by_document.sql
\ir answers_by_prompt.sql
\ir answers_by_variant.sql
\ir answers_by_price.sql
