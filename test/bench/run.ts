import { debian13Environment } from '../matrix/debian13.ts'
import { openServer } from '../server/server.ts'
import { makeTemplates } from '../server/templates.ts'
import { startStub } from '../stub/provider.ts'
import { createDatabase } from '../support/database.ts'
import { containing } from '../support/files.ts'
import { reaches, type Bench, type Figure } from './bench.ts'

/*
 * npm run bench [-- part-of-a-name ...] [--17]
 * Prints a line for each figure and its bar; ends with 1 when one is missed. With --17 on PostgreSQL 17, as the
 * matrix does.
 */
const all = (
  'claim enqueue watching admission writes limited throughput streaming questions retrieval ' +
  'audit reports tokens'
).split(' ')
const wanted = process.argv.slice(2).filter((part) => part !== '--17')
if (process.argv.includes('--17')) Object.assign(process.env, await debian13Environment())
const chosen = containing(all, wanted)
if (chosen.length === 0) {
  console.log(`No benchmark is named so; there are ${all.join(', ')}`)
  process.exit(1)
}

const shown = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 4 })

function line(figure: Figure): string {
  const { what, value, unit = '', atLeast, atMost } = figure
  const bars = { 'at least': atLeast, 'at most': atMost }
  const bar = Object.entries(bars)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${shown(value)}`]))
    .join(', ')
  const verdict = { true: ' ok', false: ' MISSED', null: '' }[String(reaches(figure))]
  return `  ${what}: ${shown(value)}${unit && ` ${unit}`}${bar && ` (${bar}:${verdict})`}`
}

async function runBench(name: string): Promise<Figure[]> {
  const { bench } = (await import(`./${name}.ts`)) as { bench: Bench }
  const ends: (() => Promise<void>)[] = []
  const database = async () => {
    const made = await createDatabase({ template: 'plain', client: { max: 20 } })
    ends.push(made.drop)
    return made
  }
  const stub = async () => {
    const made = await startStub()
    ends.push(made.close)
    return made
  }
  try {
    console.log(`${name}: ${bench.about}`)
    const figures = await bench.run({ database, stub, log: (text) => console.log(`  ${text}`) })
    for (const figure of figures) console.log(line(figure))
    return figures
  } finally {
    for (const end of ends) await end()
  }
}

const server = await openServer((text) => console.log(text))
const figures: Figure[] = []
try {
  await makeTemplates(server.url, server.run)
  process.env['HOWDAH_TEST_SERVER'] = server.url
  process.env['HOWDAH_TEST_RUN'] = server.run
  for (const name of chosen) figures.push(...(await runBench(name)))
} finally {
  await server.stop()
}
const missed = figures.filter((figure) => reaches(figure) === false)
console.log(`${figures.length} figures, ${missed.length} missed`)
process.exit(missed.length > 0 ? 1 : 0)
