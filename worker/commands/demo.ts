import { fileURLToPath } from 'node:url'
import type { Command } from '../cli.ts'
import { parseArguments, wholeNumber } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database.ts'
import { ingestPaths } from '../ingest/index.ts'
import { createLog } from '../log.ts'
import { askQuestion } from './ask-question.ts'
import { embeddedPort } from './embedded-url.ts'
import { startHouse } from './house.ts'
import { onStopSignal } from './run-worker.ts'

const questions = [
  'What happens to a job whose worker was killed?',
  'How are the keyword arm and the vector arm of hybrid search fused?',
  'Where do provider keys live?',
]

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npm start [-- --exit]`: the embedded backend, this project's documentation, three questions. */
export const demo: Command = async (args, env) => {
  const { values } = parseArguments(args, {
    exit: { type: 'boolean', default: false },
    port: { type: 'string', default: String(embeddedPort) },
  })
  const config = readConfig(env)
  const quiet = createLog({ ...config, logLevel: 'warn' })
  const startedAt = Date.now()
  console.log('Starting the embedded PostgreSQL and laying the schema ...')
  // The demo that ends keeps nothing and takes any port, so that it never meets another howdah.
  const house = await startHouse({
    config,
    folder: values.exit ? null : config.folder,
    port: values.exit ? 0 : wholeNumber('--port', values.port, 0, 65_535),
    log: quiet,
  })
  const stopped = new Promise<void>((resolve) => onStopSignal(resolve))
  const sql = connect(house.url, { max: 2 })
  try {
    console.log('Adding the documentation of this project ...')
    process.chdir(root)
    const status = await ingestPaths(sql, ['README.md', 'db', 'functions'], {
      collection: 'default',
      deleteMissing: false,
      wait: true,
      say: (line) => console.log(`  ${line}`),
      complain: (line) => console.error(`  ${line}`),
    })
    if (status !== 0) return status
    for (const [index, question] of questions.entries()) {
      const { text, status: ended } = await askQuestion(sql, question, { collection: 'default' })
      console.log(`\nQ: ${question}\n${text}`)
      if (ended !== 'complete') return 1
      if (index === 0) {
        console.log(`\n(first answer after ${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
      }
    }
    const [bill] = await sql<{ calls: string; tokens: string; cents: string }[]>`
      select sum(calls) as calls, sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)) as tokens,
             trim_scale(round(sum(cost_cents), 6)) as cents
        from howdah.usage_by_day`
    console.log(
      `\nThe bill: ${bill!.calls} calls, ${bill!.tokens} tokens, ${bill!.cents} cents (the local provider costs nothing)`,
    )
    if (values.exit) return 0
    console.log(`
It keeps running. Connect with
  psql "${house.url}"
and try
  select rank, source, heading, round(score::numeric, 4) as score from howdah.search('lease fencing token', 5);
  select * from howdah.document_status;
  select * from howdah.cost_by_model;
Ask more in another terminal:  npx howdah ask "What is a lane?"
Stop with Ctrl-C.`)
    await stopped
    return 0
  } finally {
    await sql.end({ timeout: 5 })
    await house.close()
  }
}
