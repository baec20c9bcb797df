import type { ChatResult } from '../providers/types.ts'
import { embedQuestion, providerFor } from './embed.ts'
import type { Job, Usage } from './protocol.ts'
import { failureOf, isProviderFailure, type Work } from './work.ts'

/** Milliseconds between two partial writes: at most five a second. */
const writeEvery = 200

const usageOf = (result: ChatResult, startedAt: Date): Usage => ({
  input_tokens: result.inputTokens,
  output_tokens: result.outputTokens,
  cached_input_tokens: result.cachedTokens,
  reasoning_tokens: result.reasoningTokens,
  first_token_ms: result.firstTokenMs === null ? null : Math.round(result.firstTokenMs),
  latency_ms: Date.now() - startedAt.getTime(),
})

/** Collects text as it streams and writes it in the background, never two writes at once. */
function partialWriter(work: Work, job: Job, stop: () => void) {
  let pending = ''
  let written = 0
  let last = 0
  let writing: Promise<void> = Promise.resolve()
  let busy = false
  let timer: NodeJS.Timeout | undefined
  /** Writes now, or when the interval is over, so that text never waits for the next word. */
  const flush = () => {
    clearTimeout(timer)
    if (busy || pending === '') return
    const wait = last + writeEvery - Date.now()
    if (wait > 0) {
      timer = setTimeout(flush, wait)
      return
    }
    last = Date.now()
    writing = write().then(flush, (error: unknown) => {
      work.log('warn', 'partial answer not written', { error: String(error) })
    })
  }
  const write = async () => {
    busy = true
    const text = pending
    pending = ''
    try {
      const status = await work.protocol.appendPartial(job, written, text)
      // Offsets count characters as the database does, not UTF-16 units.
      written += [...text].length
      if (status !== 'ok') stop()
    } finally {
      busy = false
    }
  }
  return {
    add(delta: string) {
      pending += delta
      flush()
    },
    /** Ends the writing; what is still pending is part of the whole answer. */
    settled: () => {
      clearTimeout(timer)
      pending = ''
      return writing
    },
  }
}

/** Answers one message: embed the question, retrieve, call, stream, complete. */
export async function answerMessage(work: Work, job: Job): Promise<void> {
  await embedQuestion(work, job)
  const request = await work.protocol.prepareMessage(job)
  if (request.status !== 'call') return
  const stopped = new AbortController()
  const startedAt = new Date()
  const writer = partialWriter(work, job, () => stopped.abort())
  try {
    const result = await providerFor(work.providers, job.payload).chat(
      request,
      (delta) => writer.add(delta),
      AbortSignal.any([work.signal, stopped.signal]),
    )
    await writer.settled()
    const status = await work.protocol.completeMessage(
      job,
      result.content,
      result.finishReason,
      startedAt,
      usageOf(result, startedAt),
    )
    work.log('info', 'answered', { lane: job.lane, status, ms: Date.now() - startedAt.getTime() })
  } catch (error) {
    await writer.settled()
    if (!isProviderFailure(error)) throw error
    const partial = (error.failure as { partial?: ChatResult }).partial
    const aborted = stopped.signal.aborted || work.signal.aborted
    await work.protocol.recordFailedMessage(job, startedAt, {
      ...(partial
        ? usageOf(partial, startedAt)
        : { input_tokens: null, latency_ms: Date.now() - startedAt.getTime() }),
      status: aborted ? 'cancelled' : error.failure.code === 'timeout' ? 'timeout' : 'failed',
      error_code: error.failure.code,
    })
    if (work.signal.aborted) throw error
    if (stopped.signal.aborted) {
      // Cancelled or taken over: prepare_message finishes the job of a message that has ended.
      await work.protocol.prepareMessage(job)
      return
    }
    const verdict = await work.protocol.fail([job], failureOf(error))
    work.log('warn', 'answer failed', { lane: job.lane, verdict, ...failureOf(error) })
  }
}
