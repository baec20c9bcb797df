import type { Command } from '../cli.ts'
import { parseArguments } from '../arguments.ts'
import { askQuestion } from './ask-question.ts'
import { offerProviders, withDatabase } from './open.ts'

/** `howdah ask "QUESTION" [--collection NAME] [--model NAME]` */
export const ask: Command = async (args, env) => {
  const { values, positionals } = parseArguments(args, {
    collection: { type: 'string', default: 'default' },
    model: { type: 'string' },
  })
  if (positionals.length !== 1) {
    throw Object.assign(new Error('ask takes one question'), {
      hint: 'howdah ask "How do refunds work?"',
    })
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
