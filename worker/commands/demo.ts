import type { Command } from '../command.ts'
import { parseArguments, wholeNumber } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database.ts'
import { nextSteps } from '../demo/next.ts'
import { showOn } from '../demo/show.ts'
import { prepare, tour } from '../demo/tour.ts'
import { createLog } from '../log.ts'
import { embeddedPort } from './embedded-url.ts'
import { startHouse } from './house.ts'
import { onStopSignal } from './run-worker.ts'

/** `npm start [-- --exit] [-- --port N]`: the embedded backend, and what it does, step by step. */
export const demo: Command = async (args, env) => {
  const { values } = parseArguments(args, {
    exit: { type: 'boolean', default: false },
    port: { type: 'string', default: String(embeddedPort) },
  })
  const config = readConfig(env)
  const isLocal = config.providers.length === 0
  const show = showOn(process.stdout)
  const place = values.exit ? 'in memory' : `data in ${config.folder}`
  console.log(`howdah: an AI backend inside PostgreSQL. For this demo PostgreSQL is embedded, ${place}.
${
  isLocal
    ? 'No key is set, so a built-in local model stands in, which compares words. Nothing leaves this machine.\n'
    : 'The models of your provider embed and answer.\n'
}`)
  // What is cut off at the end is nothing to report.
  const log = createLog({ ...config, logLevel: 'warn' })
  let isEnding = false
  // The demo that ends keeps nothing and takes any port, so that it never meets another howdah.
  const house = await startHouse({
    config,
    folder: values.exit ? null : config.folder,
    port: values.exit ? 0 : wholeNumber('--port', values.port, 0, 65_535),
    log: (...line) => isEnding || log(...line),
    say: show.doing,
  })
  const stopped = new Promise<'stopped'>((resolve) => onStopSignal(() => resolve('stopped')))
  // One connection: what the demo shows as one transaction is one.
  const sql = connect(house.url, { max: 1 })
  const shown = prepare(sql, show, isLocal)
    .then(house.open)
    .then(() => tour(sql, show, isLocal))
  try {
    // Whoever has seen enough need not see the end.
    if ((await Promise.race([shown, stopped])) === 'stopped') return 130
    console.log(nextSteps(values.exit ? null : house.url))
    if (!values.exit) await stopped
    return 0
  } finally {
    isEnding = true
    shown.catch(() => undefined)
    await sql.end({ timeout: 1 })
    await house.close()
  }
}
