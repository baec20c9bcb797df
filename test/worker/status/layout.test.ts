import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layoutStatus } from '../../../worker/status/layout.ts'
import type { Status } from '../../../worker/status/types.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { states } from './states.ts'

const read = async ({ sql }: TestDatabase) => {
  const [row] = await sql<{ status: Status }[]>`select howdah.status() as status`
  return row!.status
}

describe.each(Object.entries(states))('the screen of a system that is %s', (name, make) => {
  let database: TestDatabase
  let status: Status
  beforeAll(async () => {
    database = await createDatabase()
    await make(database)
    status = await read(database)
  })
  afterAll(() => database.drop())

  it('says so first', () => {
    expect(status.state).toBe(name)
    expect(layoutStatus(status, { width: 80, color: false })[0]).toMatch(
      new RegExp(`^${name.toUpperCase()}: `),
    )
  })

  it.each([72, 80, 120])('fits into %i columns and one screen', (width) => {
    const lines = layoutStatus(status, { width, color: false })
    if (process.env['HOWDAH_SHOW']) console.log(lines.join('\n'))
    expect(lines.filter((line) => line.length > width)).toEqual([])
    expect(lines.length).toBeLessThanOrEqual(40)
    // eslint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/)
  })

  it('says what the cache gave in percent', () => {
    const usage = { ...status.usage, cache_hit_rate_today: 25 }
    const lines = layoutStatus({ ...status, usage }, { width: 80, color: false })
    expect(lines.join('\n')).toContain('25 % of the answers today')
  })

  it('has the same words in colour', () => {
    const plain = layoutStatus(status, { width: 80, color: false })
    const coloured = layoutStatus(status, { width: 80, color: true })
    expect(coloured.join('\n')).toContain('\u001b[')
    // eslint-disable-next-line no-control-regex
    expect(coloured.map((line) => line.replace(/\u001b\[\d+m/g, ''))).toEqual(plain)
  })
})
