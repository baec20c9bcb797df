import { describeError } from '../database.ts'
import { whole } from '../providers/chat/content.ts'
import type {
  ChatRequest,
  ChatResult,
  EmbedRequest,
  ProviderFailure,
  RerankRequest,
} from '../providers/types.ts'
import { remedyFor } from '../retry.ts'
import { partialWriter } from './partial-writer.ts'
import { chatFacts, embedFacts } from './spent.ts'
import type { Job, Outcome, Step } from './types.ts'
import { vectorText } from './vector-text.ts'
import {
  countJobs,
  failureOf,
  isProviderFailure,
  ownFailure,
  providerFor,
  type Work,
} from './work.ts'

/** What a provider gave back for a step, and what is to be known of it besides. */
type Given = Pick<Outcome, 'result' | 'facts'>

async function embed(work: Work, step: Step, startedAt: Date): Promise<Given> {
  const request = step.request as EmbedRequest
  const call = { signal: work.signal, timeouts: step.timeouts }
  const given = await providerFor(work.providers, step).embed(request, call)
  const { embeddings, ...said } = given
  return { result: { embeddings: embeddings.map(vectorText) }, facts: embedFacts(said, startedAt) }
}

async function rerank(work: Work, step: Step, startedAt: Date): Promise<Given> {
  const request = step.request as RerankRequest
  const call = { signal: work.signal, timeouts: step.timeouts }
  const { results, ...said } = await providerFor(work.providers, step).rerank(request, call)
  return { result: { results }, facts: embedFacts(said, startedAt) }
}

/** Streams what comes into parts; nobody wanting them stops the call. */
async function chat(work: Work, job: Job, step: Step, startedAt: Date): Promise<Given> {
  const stopped = new AbortController()
  const writer = partialWriter({
    write: (fromChar, content) => work.protocol.appendPartial(job, step, fromChar, content),
    onStop: () => stopped.abort(),
    onError: (error) => work.log('warn', 'part not written', { error: describeError(error) }),
  })
  try {
    const given = await providerFor(work.providers, step).chat(step.request as ChatRequest, {
      signal: AbortSignal.any([work.signal, stopped.signal]),
      timeouts: step.timeouts,
      onDelta: (delta) => (step.stream ? writer.add(delta) : undefined),
    })
    return chatGiven(given, startedAt)
  } finally {
    await writer.end()
  }
}

const chatGiven = (given: ChatResult, startedAt: Date) => ({
  result: {
    content: whole(given.content),
    finish_reason: given.finishReason,
    parts: given.parts,
    is_refusal: given.isRefusal,
  },
  facts: chatFacts(given, startedAt),
})

/** What had come of a call when it failed. */
function remains({ failure }: ProviderFailure, startedAt: Date): Given {
  if (failure.partial) {
    const { content, model, reasoningChars, toolCalls } = failure.partial
    const given = chatGiven(failure.partial, startedAt)
    const has_begun = content !== '' || model !== null || reasoningChars > 0 || toolCalls.length > 0
    return { ...given, facts: { ...given.facts, has_begun } }
  }
  const said = failure.said ?? { usage: null, model: null }
  return { facts: { ...embedFacts(said, startedAt), has_begun: failure.said !== undefined } }
}

const callOf = {
  embed: (work: Work, _: Job, step: Step, startedAt: Date) => embed(work, step, startedAt),
  rerank: (work: Work, _: Job, step: Step, startedAt: Date) => rerank(work, step, startedAt),
  chat,
}

/** Makes the one call of a step; what comes of it is an outcome in any case. */
async function makeCall(work: Work, job: Job, step: Step): Promise<Outcome> {
  const startedAt = new Date()
  const { ref } = step
  const about = { lane: job.lane, step: step.kind }
  try {
    const given = await callOf[step.call](work, job, step, startedAt)
    work.log('info', 'called', { ...about, ms: Date.now() - startedAt.getTime() })
    return { ref, ...given }
  } catch (error) {
    if (!isProviderFailure(error)) throw error
    const { code, status, retryAfterMs, message, param } = failureOf(error)
    work.log('warn', 'call failed', { ...about, code, status, retryAfterMs, message })
    const failure = { code, status, retry_after_ms: retryAfterMs, message, param }
    return { ref, failure, ...remains(error as ProviderFailure, startedAt) }
  }
}

/** Hands an outcome in; one that the database refuses is told again as a failure, with what it cost. */
async function report(work: Work, job: Job, outcome: Outcome): Promise<Step | null> {
  try {
    return await work.protocol.nextStep(job, outcome)
  } catch (error) {
    if (remedyFor(error) !== 'never') throw error
    const { code, message } = ownFailure(error)
    work.log('error', 'outcome not taken', { lane: job.lane, error: describeError(error) })
    const facts = { ...outcome.facts, has_begun: true }
    return work.protocol.nextStep(job, { ref: outcome.ref, failure: { code, message }, facts })
  }
}

/** Makes the calls of a job one after the other, as SQL hands them out, until there is none. */
export async function runSteps(work: Work, job: Job): Promise<void> {
  let failed = false
  let step = await work.protocol.nextStep(job)
  while (step) {
    const outcome = await makeCall(work, job, step)
    failed = outcome.failure !== undefined
    step = await report(work, job, outcome)
  }
  work.lease.settle([job])
  countJobs(work, [job], failed ? 'failed' : 'done')
}
