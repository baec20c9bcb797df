import { describeError } from '../database.ts'
import type { ChatResult } from '../providers/types.ts'
import { embedQuestion } from './embed.ts'
import { partialWriter } from './partial-writer.ts'
import type { Call, Job } from './types.ts'
import { chatFacts, failedChatFacts } from './spent.ts'
import {
  countJobs,
  failureOf,
  isProviderFailure,
  providerFor,
  wasCalled,
  type Work,
} from './work.ts'

/** Stores an answer; when the database refuses it, what it cost is recorded all the same. */
async function store(work: Work, job: Job, result: ChatResult, call: Call): Promise<string> {
  try {
    return await work.protocol.completeMessage(job, result.content, result.finishReason, call)
  } catch (error) {
    const facts = { ...call.facts, has_begun: true, error_code: 'worker_error' }
    await work.protocol.recordMessageUsage(job, { ...call, facts })
    throw error
  }
}

/** Answers one message: embed the question, retrieve, call, stream, complete. */
export async function answerMessage(work: Work, job: Job): Promise<void> {
  await embedQuestion(work, job)
  const request = await work.protocol.prepareMessage(job)
  if (request.status !== 'call') return countJobs(work, [job], request.status)
  const stopped = new AbortController()
  const startedAt = new Date()
  const callOf = (facts: Call['facts']) => ({ id: job.payload.message_id ?? '', startedAt, facts })
  const writer = partialWriter({
    write: (fromChar, content) => work.protocol.appendPartial(job, fromChar, content),
    onStop: () => stopped.abort(),
    onError: (error) =>
      work.log('warn', 'partial answer not written', { error: describeError(error) }),
  })
  try {
    const result = await providerFor(work.providers, job.payload).chat(
      request,
      (delta) => writer.add(delta),
      AbortSignal.any([work.signal, stopped.signal]),
    )
    await writer.end()
    const status = await store(work, job, result, callOf(chatFacts(request, result, startedAt)))
    work.lease.settle([job])
    countJobs(work, [job], status)
    work.log('info', 'answered', { lane: job.lane, status, ms: Date.now() - startedAt.getTime() })
  } catch (error) {
    await writer.end()
    if (!isProviderFailure(error)) throw error
    const isStopped = stopped.signal.aborted || work.signal.aborted
    if (wasCalled(error)) {
      const facts = failedChatFacts(request, error.failure, startedAt, isStopped)
      await work.protocol.recordMessageUsage(job, callOf(facts))
    }
    if (stopped.signal.aborted || !work.lease.holds(job)) {
      // Cancelled or taken over: prepare_message finishes the job of a message that has ended.
      const { status } = await work.protocol.prepareMessage(job)
      if (status === 'call') await work.protocol.release([job])
      return countJobs(work, [job], 'cancelled')
    }
    if (work.signal.aborted) throw error
    const failure = failureOf(error)
    const verdict = await work.protocol.fail([job], failure)
    countJobs(work, [job], verdict)
    work.log('warn', 'answer failed', { lane: job.lane, verdict, ...failure })
  }
}
