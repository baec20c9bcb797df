select howdah_internal.lay_prices('openai', $prices$
gpt-3.5-turbo | 2024-01-25 | | 50/-/-/-/150 | 2026-11-23 | 2 sources | since gpt-3.5-turbo-0125
gpt-4-turbo | 2023-11-06 | | 1000/-/-/-/3000 | 2026-11-23 | 2 sources | since its first preview
gpt-4o-2024-05-13      | 2024-05-13 |            | 500/-/-/-/1500       | 2026-11-23 | 2 sources
gpt-4o                 | 2024-08-06 |            | 250/125/-/-/1000     | 2025-07-04
gpt-4o-mini            | 2024-07-18 |            | 15/7.5/-/-/60        | 2025-07-04
gpt-4.1                | 2025-04-14 |            | 200/50/-/-/800       | 2025-07-04
gpt-4.1-mini           | 2025-04-14 |            | 40/10/-/-/160        | 2025-07-04
gpt-4.1-nano           | 2025-04-14 |            | 10/2.5/-/-/40        | 2025-07-04
o1                     | 2024-12-17 |            | 1500/750/-/-/6000    | 2026-11-23 | 2 sources
o3-mini                | 2025-01-31 |            | 110/55/-/-/440       | 2026-11-23 | 2 sources
o3                     | 2025-04-16 |            | 1000/50/-/-/4000     | 2025-07-12
o3                     | 2025-06-10 |            | 200/50/-/-/800       | 2025-07-12
o3-pro                 | 2025-06-10 |            | 2000/-/-/-/8000      | 2026-11-23 | 2 sources
o4-mini                | 2025-04-16 |            | 110/27.5/-/-/440     | 2025-07-04
gpt-5                  | 2025-08-07 |            | 125/12.5/-/-/1000    | 2025-11-13
gpt-5-mini             | 2025-08-07 |            | 25/2.5/-/-/200       | 2025-11-13
gpt-5-nano             | 2025-08-07 |            | 5/0.5/-/-/40         | 2025-11-13
gpt-5-chat-latest      | 2025-08-07 |            | 125/12.5/-/-/1000    | 2026-11-23 | 2 sources
gpt-5-codex            | 2025-09-15 |            | 125/12.5/-/-/1000    | 2026-11-23 | 2 sources
gpt-5-pro              | 2025-10-06 |            | 1500/-/-/-/12000     | 2026-11-23 | 2 sources
gpt-5.1                | 2025-11-13 |            | 125/12.5/-/-/1000    | 2025-11-13
gpt-5.1-chat-latest    | 2025-11-13 |            | 125/12.5/-/-/1000    | 2026-11-23 | 2 sources
gpt-5.1-codex          | 2025-11-13 |            | 125/12.5/-/-/1000    | 2026-11-23 | 2 sources
gpt-5.1-codex-mini     | 2025-11-13 |            | 25/2.5/-/-/200       | 2026-11-23 | 2 sources
gpt-5.2                | 2025-12-11 |            | 175/17.5/-/-/1400    | 2025-12-11
gpt-5.2-chat-latest    | 2025-12-11 |            | 175/17.5/-/-/1400    | 2026-11-23 | 1 source
gpt-5.2-codex          | 2025-12-18 |            | 175/17.5/-/-/1400    | 2026-11-23 | 1 source
gpt-5.2-pro            | 2025-12-11 |            | 2100/-/-/-/16800     | 2026-11-23 | 2 sources
gpt-5.3-codex          | 2026-02-05 |            | 175/17.5/-/-/1400    | 2026-11-23 | 2 sources
gpt-5.3-chat-latest | 2026-03-03 | | 175/17.5/-/-/1400 | 2026-11-23 | 1 source | day of release not confirmed
gpt-5.4                | 2026-03-05 |            | 250/25/-/-/1500      | 2026-03-06
gpt-5.4                | 2026-03-05 | > 272000   | 500/50/-/-/2250      | 2026-03-06
gpt-5.4-mini           | 2026-03-17 |            | 75/7.5/-/-/450       | 2026-03-18
gpt-5.4-nano           | 2026-03-17 |            | 20/2/-/-/125         | 2026-03-18
gpt-5.4-pro            | 2026-03-05 |            | 3000/-/-/-/18000     | 2026-11-23 | 2 sources
gpt-5.4-pro            | 2026-03-05 | > 272000   | 6000/-/-/-/27000     | 2026-11-23 | 2 sources
gpt-5.5-pro            | 2026-04-23 |            | 3000/-/-/-/18000     | 2026-11-23 | 2 sources
gpt-5.5-pro            | 2026-04-23 | > 272000   | 6000/-/-/-/27000     | 2026-11-23 | 2 sources
gpt-5.5                | 2026-04-23 |            | 500/50/-/-/3000      | 2026-11-23 | 2 sources
gpt-5.5                | 2026-04-23 | > 272000   | 1000/100/-/-/4500    | 2026-11-23 | 2 sources
gpt-5.6-sol            | 2026-07-09 |            | 500/50/625/-/3000    | 2026-11-23 | 2 sources
gpt-5.6-sol            | 2026-07-09 | > 272000   | 1000/100/1250/-/4500 | 2026-11-23 | 2 sources
gpt-5.6-sol            | 2026-08-21 |            | 400/40/500/-/2000    | 2026-11-23 | vendor, 2 sources
gpt-5.6-sol            | 2026-08-21 | > 272000   | 800/80/1000/-/3000   | 2026-11-23 | vendor, 2 sources
gpt-5.6-sol            | 2026-08-21 | batch      | 200/20/?/-/1000      | 2026-11-23 | vendor, quoted
gpt-5.6-sol            | 2026-08-21 | batch > 272000 | ?/-/-/-/-            | 2026-11-23 | vendor, quoted
gpt-5.6-sol            | 2026-08-21 | flex       | 200/20/?/-/1000      | 2026-11-23 | vendor, quoted
gpt-5.6-sol            | 2026-08-21 | flex > 272000 | ?/-/-/-/-            | 2026-11-23 | vendor, quoted
gpt-5.6-sol            | 2026-08-21 | priority   | 800/80/?/-/4000      | 2026-11-23 | vendor, quoted
gpt-5.6-sol            | 2026-08-21 | priority > 272000 | ?/-/-/-/-            | 2026-11-23 | vendor, quoted
gpt-5.6-sol | 2026-11-22 | | 400/40/500/-/2000 | 2026-11-23 | vendor, 2 sources | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | > 272000 | 800/80/1000/-/3000 | 2026-11-23 | vendor, 2 sources | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | batch | 200/20/?/-/1000 | 2026-11-23 | vendor, quoted | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | batch > 272000 | ?/-/-/-/- | 2026-11-23 | vendor, quoted | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | flex | 200/20/?/-/1000 | 2026-11-23 | vendor, quoted | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | flex > 272000 | ?/-/-/-/- | 2026-11-23 | vendor, quoted | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | priority | 800/80/?/-/4000 | 2026-11-23 | vendor, quoted | disputed: promised to 11-21
gpt-5.6-sol | 2026-11-22 | priority > 272000 | ?/-/-/-/- | 2026-11-23 | vendor, quoted | disputed: promised to 11-21
gpt-5.6-terra          | 2026-07-09 |            | 250/25/312.5/-/1500  | 2026-11-23 | 2 sources
gpt-5.6-terra          | 2026-07-09 | > 272000   | 500/50/625/-/2250    | 2026-11-23 | 2 sources
gpt-5.6-terra          | 2026-07-30 |            | 200/20/250/-/1200    | 2026-11-23 | 2 sources
gpt-5.6-terra          | 2026-07-30 | > 272000   | 400/40/500/-/1800    | 2026-11-23 | 2 sources
gpt-5.6-luna           | 2026-07-09 |            | 100/10/125/-/600     | 2026-11-23 | 2 sources
gpt-5.6-luna           | 2026-07-09 | > 272000   | 200/20/250/-/900     | 2026-11-23 | 2 sources
gpt-5.6-luna           | 2026-07-30 |            | 20/2/25/-/120        | 2026-11-23 | 2 sources
gpt-5.6-luna           | 2026-07-30 | > 272000   | 40/4/50/-/180        | 2026-11-23 | 2 sources
gpt-6-astra            | 2026-09-03 |            | 1000/100/1250/-/5000 | 2026-11-23 | vendor, 2 sources
gpt-6-astra            | 2026-09-03 | > 272000   | 2000/200/2500/-/7500 | 2026-11-23 | vendor, 2 sources
gpt-6-sol | 2026-09-22 | | 200/20/250/-/1000 | 2026-11-23 | 2 sources | disputed: cache second hand
gpt-6-sol | 2026-09-22 | > 272000 | 400/40/500/-/1500 | 2026-11-23 | 2 sources | disputed: cache second hand
gpt-6-luna | 2026-09-22 | | 10/1/12.5/-/50 | 2026-11-23 | 2 sources | disputed: cache write second hand
gpt-6-luna | 2026-09-22 | > 272000 | 20/2/25/-/75 | 2026-11-23 | 2 sources | disputed: cache write second hand
gpt-6.1-sol            | 2026-09-29 |            | 200/10/250/-/1000    | 2026-11-23 | 1 source | disputed: second hand
gpt-6.1-sol            | 2026-09-29 | > 272000   | 400/20/?/-/1500      | 2026-11-23 | 1 source | disputed: second hand
gpt-6.1-terra | 2026-10-26 | | 100/5/125/-/500/250 | 2026-11-23 | 2 sources | disputed: cache and tier second hand
gpt-6.1-terra | 2026-10-26 | > 272000 | 200/10/?/-/750 | 2026-11-23 | 2 sources | disputed: cache and tier second hand
text-embedding-3-small | 2024-01-25 |            | 2/-/-/-/-            | 2025-07-04
text-embedding-3-small | 2024-01-25 | batch      | 1/-/-/-/-            | 2025-07-04
text-embedding-3-large | 2024-01-25 |            | 13/-/-/-/-           | 2025-07-04
text-embedding-ada-002 | 2023-06-13 |            | 10/-/-/-/-           | 2025-07-04 |  | day of release not confirmed
gpt-3.5-turbo-0125 = gpt-3.5-turbo
gpt-4-turbo-2024-04-09 = gpt-4-turbo
gpt-4-turbo-preview = gpt-4-turbo
gpt-4-0125-preview = gpt-4-turbo
gpt-4-1106-preview = gpt-4-turbo
gpt-4o-2024-08-06 = gpt-4o
gpt-4o-2024-11-20 = gpt-4o
gpt-4o-mini-2024-07-18 = gpt-4o-mini
gpt-4.1-2025-04-14 = gpt-4.1
gpt-4.1-mini-2025-04-14 = gpt-4.1-mini
gpt-4.1-nano-2025-04-14 = gpt-4.1-nano
o1-2024-12-17 = o1
o3-mini-2025-01-31 = o3-mini
o3-2025-04-16 = o3
o3-pro-2025-06-10 = o3-pro
o4-mini-2025-04-16 = o4-mini
gpt-5-2025-08-07 = gpt-5
gpt-5-mini-2025-08-07 = gpt-5-mini
gpt-5-nano-2025-08-07 = gpt-5-nano
gpt-5-pro-2025-10-06 = gpt-5-pro
gpt-5.1-2025-11-13 = gpt-5.1
gpt-5.2-2025-12-11 = gpt-5.2
gpt-5.2-pro-2025-12-11 = gpt-5.2-pro
gpt-5.4-2026-03-05 = gpt-5.4
gpt-5.4-mini-2026-03-17 = gpt-5.4-mini
gpt-5.4-nano-2026-03-17 = gpt-5.4-nano
gpt-5.4-pro-2026-03-05 = gpt-5.4-pro
gpt-5.5-2026-04-23 = gpt-5.5
gpt-5.5-2026-04-24 = gpt-5.5
gpt-5.5-pro-2026-04-23 = gpt-5.5-pro
gpt-5.6 = gpt-5.6-sol
text-embedding-ada-002-v2 = text-embedding-ada-002
$prices$);
