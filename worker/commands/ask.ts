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
  if (values.conversation !== undefined && values.model !== undefined) {
    throw usageError('--model is for a new conversation, and --conversation names one')
  }
  return withDatabase(env, async (sql) => {
    await offerProviders(sql, env)
    const { model, conversation, user } = values
    let isOpenLine = false
    // A line of its own, in the middle of an answer too.
    const say = (line: string) => {
      if (isOpenLine && process.stdout.isTTY) process.stdout.write('\n')
      isOpenLine = false
      console.error(line)
    }
    const answer = await askQuestion(sql, positionals[0]!, {
      collection: values.collection,
      ...(model === undefined ? {} : { model }),
      ...(conversation === undefined ? {} : { conversation }),
      ...(user === undefined ? {} : { user }),
      say,
      show: (text) => {
        process.stdout.write(text)
        isOpenLine = !text.endsWith('\n')
      },
    })
    const { rest, text, status } = answer
    if (status === 'complete') {
      console.log(rest)
      // Where somebody sits who may ask on.
      if (process.stderr.isTTY && conversation === undefined)
        console.error(`go on with  --conversation ${answer.conversation}`)
      return 0
    }
    if (isOpenLine) console.log()
    console.error(`howdah: no answer ${text}`)
    return 1
  })
}
