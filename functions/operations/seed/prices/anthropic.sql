select howdah_internal.lay_prices('anthropic', $prices$
claude-opus-4-0        | 2025-05-22 |            | 1500/150/1875/3000/7500 | 2026-11-23 | 2 sources
claude-sonnet-4-0      | 2025-05-22 |            | 300/30/375/600/1500  | 2026-11-23 | 2 sources
claude-opus-4-1        | 2025-08-05 |            | 1500/150/1875/3000/7500 | 2026-11-23 | vendor, 2 sources
claude-sonnet-4-5      | 2025-09-29 |            | 300/30/375/600/1500  | 2026-07-29
claude-sonnet-4-5 | 2025-09-29 | > 200000 | 600/60/750/1200/2250 | 2026-07-29 | | disputed: two have the tier, one none
claude-haiku-4-5       | 2025-10-15 |            | 100/10/125/200/500   | 2026-07-29
claude-opus-4-5        | 2025-11-24 |            | 500/50/625/1000/2500 | 2026-11-23 | vendor, 2 sources
claude-opus-4-6        | 2026-02-05 |            | 500/50/625/1000/2500 | 2026-11-23 | 2 sources
claude-opus-4-6        | 2026-02-05 | > 200000   | 1000/100/1250/2000/3750 | 2026-11-23 | 2 sources
claude-opus-4-6        | 2026-03-13 |            | 500/50/625/1000/2500 | 2026-11-23 | 2 sources
claude-sonnet-4-6      | 2026-02-17 |            | 300/30/375/600/1500  | 2026-11-23 | 2 sources
claude-sonnet-4-6      | 2026-02-17 | > 200000   | 600/60/750/1200/2250 | 2026-11-23 | 2 sources
claude-sonnet-4-6      | 2026-03-13 |            | 300/30/375/600/1500  | 2026-11-23 | 2 sources
claude-opus-4-7        | 2026-04-16 |            | 500/50/625/1000/2500 | 2026-11-23 | vendor, 2 sources
claude-opus-4-8        | 2026-05-28 |            | 500/50/625/1000/2500 | 2026-11-23 | vendor, 2 sources
claude-fable-5         | 2026-06-09 |            | 1000/100/1250/2000/5000 | 2026-11-23 | vendor, 2 sources
claude-sonnet-5 | 2026-06-30 | | 200/20/250/400/1000 | 2026-11-23 | vendor, 2 sources | no rise in September
claude-opus-5          | 2026-07-24 |            | 500/50/625/1000/2500 | 2026-11-23 | vendor, 2 sources
claude-fable-5-1       | 2026-09-01 |            | 1000/25/1250/2000/5000 | 2026-11-23 | vendor, 2 sources
claude-opus-5-5        | 2026-09-22 |            | 400/20/500/800/2000  | 2026-11-23 | vendor, 2 sources
claude-sonnet-5-5      | 2026-09-28 |            | 200/20/250/400/1000  | 2026-11-23 | vendor, 2 sources
claude-sonnet-5-5      | 2026-10-07 |            | 200/10/250/400/1000  | 2026-11-23 | vendor, 2 sources
claude-haiku-5-5       | 2026-10-07 |            | 10/1/12.5/20/50      | 2026-11-23 | 2 sources
claude-haiku-5-5       | 2026-10-07 | > 100000   | 50/5/62.5/100/250    | 2026-11-23 | 2 sources
claude-opus-4-20250514 = claude-opus-4-0
claude-sonnet-4-20250514 = claude-sonnet-4-0
claude-opus-4-1-20250805 = claude-opus-4-1
claude-sonnet-4-5-20250929 = claude-sonnet-4-5
claude-haiku-4-5-20251001 = claude-haiku-4-5
claude-opus-4-5-20251101 = claude-opus-4-5
$prices$);
