import type { Command } from '../command.ts'
import { parseArguments, usageError } from '../arguments.ts'
import { askQuestion } from './ask-question.ts'
import { help } from './help.ts'
import { offerProviders, withDatabase } from './open.ts'

/** `howdah ask`, as help.ts describes it. */
export const ask: Command = async (args, env) => {
  const { values, positionals } = parseArguments(args, help.ask.options, Infinity)
  if (positionals.length !== 1) {
    throw usageError('ask takes one question', 'howdah ask "How do refunds work?"')
  }
  return withDatabase(env, async (sql) => {
    await offerProviders(sql, env)
    const { text, status } = await askQuestion(sql, positionals[0]!, {
      collection: values.collection,
      ...(values.model === undefined ? {} : { model: values.model }),
      say: (line) => console.error(line),
    })
    if (status === 'complete') {
      console.log(text)
      return 0
    }
    console.error(`howdah: no answer ${text}`)
    return 1
  })
}
