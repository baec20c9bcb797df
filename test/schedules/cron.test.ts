import { CronExpressionParser } from 'cron-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { randomSchedule } from './random-schedule.ts'

const seed = newSeed('cron')
const random = createRandom(seed)
// Zones whose clocks change by an hour; each with a moment shortly before it goes forward and back.
const zones: [zone: string, ...from: string[]][] = [
  ['UTC', '2026-02-27T22:10:00Z', '2027-12-30T01:00:00Z'],
  ['America/New_York', '2026-03-08T04:50:00Z', '2026-11-01T03:50:00Z'],
  ['Europe/Berlin', '2026-03-28T22:50:00Z', '2026-10-24T21:50:00Z'],
  ['Australia/Sydney', '2026-10-03T13:50:00Z', '2026-04-04T13:50:00Z'],
  ['Europe/London', '2026-03-28T22:50:00Z', '2026-10-24T21:50:00Z'],
]
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

function reference(schedule: string, zone: string, from: string): string[] {
  const runs = CronExpressionParser.parse(schedule, { tz: zone, currentDate: new Date(from) })
  return Array.from({ length: 6 }, () => runs.next().toDate().toISOString())
}

test('300 schedules are due when a reference library says, also where clocks change', async () => {
  const wrong: unknown[] = []
  let compared = 0
  for (let number = 0; number < 300; number++) {
    const schedule = randomSchedule(random)
    const [zone, ...moments] = zones[number % zones.length]!
    for (const from of moments) {
      const expected = reference(schedule, zone, from)
      const rows = await database.sql<{ at: Date }[]>`
        with recursive runs (at, n) as (
          select howdah.next_run(${schedule}, ${zone}, ${from}::timestamptz), 1
          union all
          select howdah.next_run(${schedule}, ${zone}, at), n + 1 from runs where n < 6
        )
        select at from runs order by n`
      const due = rows.map((row) => row.at?.toISOString())
      if (due.join() !== expected.join()) wrong.push({ schedule, zone, from, due, expected })
      compared++
    }
  }
  expect(wrong.slice(0, 5)).toEqual([])
  expect(compared).toBe(600)
})

test('the last run before a next run is the one it was counted from', async () => {
  const wrong: unknown[] = []
  for (let number = 0; number < 60; number++) {
    const schedule = randomSchedule(random)
    const [zone, from] = zones[number % zones.length]!
    const rows = await database.sql`
      select a.at as first, howdah_internal.nearest_run(${schedule}, ${zone}, b.at - interval '1 second',
        false) as last,
             howdah_internal.nearest_run(${schedule}, ${zone}, b.at, false) as itself, b.at
        from howdah.next_run(${schedule}, ${zone}, ${from!}::timestamptz) as a (at)
       cross join lateral howdah.next_run(${schedule}, ${zone}, a.at) as b (at)
       where howdah_internal.nearest_run(${schedule}, ${zone}, b.at - interval '1 second', false) != a.at
          or howdah_internal.nearest_run(${schedule}, ${zone}, b.at, false) != b.at`
    if (rows.length > 0) wrong.push({ schedule, zone, ...rows[0] })
  }
  expect(wrong.slice(0, 5)).toEqual([])
})
