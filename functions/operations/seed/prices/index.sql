-- List prices in US cents for a million tokens: facts, each with the day from which it holds, the day on which it was
-- read, and its source; contradicted ones are marked. internal/lay_prices.sql says how a line is read.
\ir openai.sql
\ir anthropic.sql
\ir google.sql
\ir others.sql
