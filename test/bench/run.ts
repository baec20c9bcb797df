import { debian13Environment } from '../matrix/debian13.ts'
import { openServer } from '../server/server.ts'
import { makeTemplates } from '../server/templates.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { reaches, type Bench, type Figure } from './bench.ts'
import { admission } from './admission.ts'
import { claim } from './claim.ts'
import { enqueue } from './enqueue.ts'
import { limited } from './limited.ts'
import { questions } from './questions.ts'
import { reports } from './reports.ts'
import { retrieval } from './retrieval.ts'
import { streaming } from './streaming.ts'
import { throughput } from './throughput.ts'
import { watching } from './watching.ts'
import { writes } from './writes.ts'

/*
 * npm run bench [-- part-of-a-name ...] [--17]
 * Prints a line for each figure and its bar; ends with 1 when one is missed. With --17 on PostgreSQL 17, as the
 * matrix does.
 */
const all: Bench[] = [
  claim,
  enqueue,
  watching,
  admission,
  writes,
  limited,
  throughput,
  streaming,
  questions,
  retrieval,
  reports,
]
const wanted = process.argv.slice(2).filter((part) => part !== '--17')
if (process.argv.includes('--17')) Object.assign(process.env, await debian13Environment())
const chosen = all.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
)
if (chosen.length === 0) {
  console.log(`No benchmark is named so; there are ${all.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

const shown = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 4 })

function line(figure: Figure): string {
  const { what, value, unit = '', atLeast, atMost } = figure
  const bar = [
    ...(atLeast === undefined ? [] : [`at least ${shown(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${shown(atMost)}`]),
  ].join(', ')
  const verdict = { true: ' ok', false: ' MISSED', null: '' }[String(reaches(figure))]
  return `  ${what}: ${shown(value)}${unit && ` ${unit}`}${bar && ` (${bar}:${verdict})`}`
}

async function runBench(bench: Bench): Promise<Figure[]> {
  const databases: TestDatabase[] = []
  const database = async () => {
    const made = await createDatabase({ template: 'plain', client: { max: 20 } })
    databases.push(made)
    return made
  }
  try {
    console.log(`${bench.name}: ${bench.about}`)
    const figures = await bench.run({ database, log: (text) => console.log(`  ${text}`) })
    for (const figure of figures) console.log(line(figure))
    return figures
  } finally {
    for (const one of databases) await one.drop()
  }
}

const server = await openServer((text) => console.log(text))
const figures: Figure[] = []
try {
  await makeTemplates(server.url, server.run)
  process.env['HOWDAH_TEST_SERVER'] = server.url
  process.env['HOWDAH_TEST_RUN'] = server.run
  for (const bench of chosen) figures.push(...(await runBench(bench)))
} finally {
  await server.stop()
}
const missed = figures.filter((figure) => reaches(figure) === false)
console.log(`${figures.length} figures, ${missed.length} missed`)
process.exit(missed.length > 0 ? 1 : 0)
