import type { Deadline } from '../deadline.ts'
import { toFailure } from '../openai-failure.ts'
import type { ChatResult } from '../types.ts'
import { chatAnswer } from './answer.ts'
import { piecesOf } from './server-events.ts'

/** Asks, and reads the answer as it comes. Rejects with a `ProviderFailure` that has what came of it. */
export async function streamedAnswer(
  ask: () => Promise<Response>,
  deadline: Deadline,
  onDelta: ((text: string) => void) | undefined,
  secrets: string[],
): Promise<ChatResult> {
  const startedAt = performance.now()
  let answer = chatAnswer(new Headers(), secrets)
  const show = (text: string) => {
    if (text === '') return
    answer.result.firstTokenMs ??= performance.now() - startedAt
    onDelta?.(text)
  }
  let broken: { error: unknown } | undefined
  try {
    const response = await ask()
    answer = chatAnswer(response.headers, secrets)
    for await (const piece of piecesOf(response.body ?? new Blob([]).stream())) {
      show(answer.take(piece))
      const restMs = answer.restMs()
      if (restMs !== null) deadline.limitRest(restMs)
    }
    // A stopped stream may end without an error.
    deadline.signal.throwIfAborted()
  } catch (error) {
    broken = { error }
  }
  show(answer.end())
  const facts = { partial: answer.result }
  // What breaks after the end of an answer takes nothing away.
  if (broken && answer.restMs() === null) {
    throw deadline.failure(facts) ?? toFailure(broken.error, secrets, facts)
  }
  const failure = answer.failure()
  if (failure) throw toFailure(failure, secrets, facts)
  return answer.result
}
