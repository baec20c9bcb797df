import type { Command } from '../command.ts'
import { parseArguments, usageError } from '../arguments.ts'
import { ingestPaths } from '../ingest/index.ts'
import { help } from './help.ts'
import { offerProviders, withDatabase } from './open.ts'

/** `howdah ingest`, as help.ts describes it. */
export const ingest: Command = async (args, env) => {
  const { values, positionals } = parseArguments(args, help.ingest.options, Infinity)
  if (positionals.length === 0) {
    throw usageError('ingest takes at least one file or folder', 'howdah ingest docs/')
  }
  return withDatabase(env, async (sql) => {
    await offerProviders(sql, env)
    return ingestPaths(sql, positionals, {
      collection: values.collection,
      prefix: values.prefix,
      readers: values.readers === '' ? null : values.readers.split(',').map((name) => name.trim()),
      deleteMissing: values['delete-missing'],
      wait: !values['no-wait'],
      say: (line) => console.log(line),
      complain: (line) => console.error(`howdah: ${line}`),
    })
  })
}
