select howdah_internal.lay_prices('local', $prices$
local-chat             | 2020-01-01 |            | 0/0/-/-/0            | 2026-11-23 | built in
local-embedding        | 2020-01-01 |            | 0/0/-/-/-            | 2026-11-23 | built in
$prices$);
select howdah_internal.lay_prices('voyageai', $prices$
voyage-3.5             | 2025-05-20 |            | 6/-/-/-/-            | 2026-06-18 |  | day of release not confirmed
voyage-4-large         | 2026-01-15 |            | 12/-/-/-/-           | 2026-06-18 |  | day of release not confirmed
$prices$);
select howdah_internal.lay_prices('cohere', $prices$
embed-v4.0             | 2025-04-15 |            | 12/-/-/-/-           | 2025-12-10 |  | day of release not confirmed
$prices$);
select howdah_internal.lay_prices('mistral', $prices$
mistral-embed          | 2023-12-11 |            | 10/-/-/-/-           | 2026-08-21 |  | day of release not confirmed
$prices$);
