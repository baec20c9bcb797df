import type { Command } from '../cli.ts'
import { parseArguments } from '../arguments.ts'
import { ingestPaths } from '../ingest/index.ts'
import { offerProviders, withDatabase } from './open.ts'

/** `howdah ingest PATH... [--collection NAME] [--delete-missing] [--no-wait]` */
export const ingest: Command = async (args, env) => {
  const { values, positionals } = parseArguments(args, {
    collection: { type: 'string', default: 'default' },
    'delete-missing': { type: 'boolean', default: false },
    'no-wait': { type: 'boolean', default: false },
  })
  if (positionals.length === 0) {
    throw Object.assign(new Error('ingest takes at least one file or folder'), {
      hint: 'howdah ingest docs/',
    })
  }
  return withDatabase(env, async (sql) => {
    await offerProviders(sql, env)
    return ingestPaths(sql, positionals, {
      collection: values.collection,
      deleteMissing: values['delete-missing'],
      wait: !values['no-wait'],
      say: (line) => console.log(line),
      complain: (line) => console.error(`howdah: ${line}`),
    })
  })
}
