select howdah_internal.lay_prices('google', $prices$
gemini-2.0-flash       | 2024-12-11 |            | 10/2.5/-/-/40        | 2026-11-23 | 2 sources
gemini-2.0-flash-lite  | 2024-12-11 |            | 7.5/-/-/-/30         | 2026-11-23 | 2 sources
gemini-2.5-flash-lite  | 2025-06-17 |            | 10/1/-/-/40          | 2025-10-31
gemini-2.5-flash       | 2025-06-17 |            | 30/3/-/-/250         | 2025-10-31 |  | day of release not confirmed
gemini-2.5-pro         | 2025-06-17 |            | 125/12.5/-/-/1000    | 2025-10-31 |  | day of release not confirmed
gemini-2.5-pro         | 2025-06-17 | > 200000   | 250/25/-/-/1500      | 2025-10-31 |  | day of release not confirmed
gemini-3-pro-preview   | 2025-11-18 |            | 200/20/-/-/1200      | 2026-11-23 | 2 sources
gemini-3-pro-preview   | 2025-11-18 | > 200000   | 400/40/-/-/1800      | 2026-11-23 | 2 sources
gemini-3-flash-preview | 2025-12-17 |            | 50/5/-/-/300         | 2025-12-19
gemini-3.1-pro-preview | 2026-02-19 |            | 200/20/-/-/1200      | 2026-02-23
gemini-3.1-pro-preview | 2026-02-19 | > 200000   | 400/40/-/-/1800      | 2026-02-23
gemini-3.1-flash-lite  | 2026-05-07 |            | 25/2.5/-/-/150       | 2026-05-12
gemini-3.5-flash       | 2026-05-19 |            | 150/15/-/-/900       | 2026-05-19
gemini-3.5-flash-lite | 2025-11-18 | | 30/3/-/-/250 | 2026-11-23 | 2 sources | disputed: cached input; release not known
gemini-3.6-flash | 2025-11-18 | | 75/7.5/-/-/375 | 2026-11-23 | 2 sources | release not known: not before Gemini 3
gemini-3.6-flash       | 2027-01-01 |            | 150/15/-/-/750       | 2026-11-23 | 2 sources
gemini-3.7-flash | 2025-11-18 | | 75/7.5/-/-/375 | 2026-11-23 | 2 sources | release not known: not before Gemini 3
gemini-3.7-flash       | 2027-01-01 |            | 150/15/-/-/750       | 2026-11-23 | 2 sources
gemini-3.8-flash | 2025-11-18 | | 75/7.5/-/-/375 | 2026-11-23 | 2 sources | disputed: cached input; release not known
gemini-3.8-flash | 2027-01-01 | | 150/15/-/-/750 | 2026-11-23 | 2 sources | disputed: cached second hand
gemini-embedding-001   | 2025-07-14 |            | 15/-/-/-/-           | 2026-08-13 |  | day of release not confirmed
gemini-embedding-2 | 2025-07-14 | | 20/-/-/-/- | 2026-11-23 | vendor, 2 sources | release not known
gemini-2.0-flash-001 = gemini-2.0-flash
gemini-2.0-flash-lite-001 = gemini-2.0-flash-lite
gemini-2.5-flash-preview-09-2025 = gemini-2.5-flash
gemini-2.5-flash-lite-preview-06-17 = gemini-2.5-flash-lite
gemini-2.5-flash-lite-preview-09-2025 = gemini-2.5-flash-lite
gemini-3.1-flash-lite-preview = gemini-3.1-flash-lite
models/gemini-2.0-flash-001 = gemini-2.0-flash
models/gemini-2.0-flash-lite-001 = gemini-2.0-flash-lite
models/gemini-2.5-flash-preview-09-2025 = gemini-2.5-flash
models/gemini-2.5-flash-lite-preview-06-17 = gemini-2.5-flash-lite
models/gemini-2.5-flash-lite-preview-09-2025 = gemini-2.5-flash-lite
models/gemini-3.1-flash-lite-preview = gemini-3.1-flash-lite
models/gemini-2.0-flash = gemini-2.0-flash
models/gemini-2.0-flash-lite = gemini-2.0-flash-lite
models/gemini-2.5-flash-lite = gemini-2.5-flash-lite
models/gemini-2.5-flash = gemini-2.5-flash
models/gemini-2.5-pro = gemini-2.5-pro
models/gemini-3-pro-preview = gemini-3-pro-preview
models/gemini-3-flash-preview = gemini-3-flash-preview
models/gemini-3.1-pro-preview = gemini-3.1-pro-preview
models/gemini-3.1-flash-lite = gemini-3.1-flash-lite
models/gemini-3.5-flash = gemini-3.5-flash
models/gemini-3.5-flash-lite = gemini-3.5-flash-lite
models/gemini-3.6-flash = gemini-3.6-flash
models/gemini-3.7-flash = gemini-3.7-flash
models/gemini-3.8-flash = gemini-3.8-flash
models/gemini-embedding-001 = gemini-embedding-001
models/gemini-embedding-2 = gemini-embedding-2
$prices$);
