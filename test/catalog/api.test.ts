import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDatabase } from '../support/database.ts'

const expected = new URL('../api.txt', import.meta.url)
const query = readFileSync(new URL('../support/api.sql', import.meta.url), 'utf8')

test('the public API is what test/api.txt says', async () => {
  const database = await createDatabase({ template: 'plain' })
  try {
    const rows = await database.sql.unsafe<{ line: string }[]>(query)
    const printed = rows.map((row) => row.line).join('\n\n') + '\n'
    if (process.env['HOWDAH_UPDATE_API']) {
      writeFileSync(expected, printed)
      console.log('test/api.txt is rewritten: read its diff, every line of it is a decision')
    }
    expect(
      printed,
      'The public API changed. If that is a decision, run: npm test -- --update-api',
    ).toBe(readFileSync(expected, 'utf8'))
  } finally {
    await database.drop()
  }
})
