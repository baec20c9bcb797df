import { randomUUID } from 'node:crypto'
import type { Provider } from '../providers/types.ts'
import type { ClaimedModel, Failure, Job } from './protocol.ts'
import { failureOf, isProviderFailure, type Work } from './work.ts'
import { pack } from './pack.ts'

/** The provider of a model, or a failure that SQL knows how to take. */
export function providerFor(providers: Map<string, Provider>, model: ClaimedModel): Provider {
  const provider = providers.get(model.provider)
  if (provider) return provider
  throw Object.assign(new Error(`no URL or key for provider ${model.provider}`), {
    failure: {
      code: 'not_configured',
      status: null,
      retryAfterMs: null,
      message: `no URL or key for provider ${model.provider}`,
    },
  })
}

/** Records an answer that was paid for though its vectors cannot be used. */
async function recordSpent(
  work: Work,
  jobs: Job[],
  model: ClaimedModel,
  callId: string,
  startedAt: Date,
  failure: Failure & { inputTokens?: number | null },
): Promise<void> {
  if (!failure.inputTokens) return
  await work.protocol.recordEmbeddingUsage(jobs, model, callId, startedAt, {
    input_tokens: failure.inputTokens,
    latency_ms: Date.now() - startedAt.getTime(),
    status: 'failed',
    error_code: failure.code,
  })
}

/** Sends one request and stores its vectors; halves the batch when SQL says so. */
async function embedBatch(work: Work, jobs: Job[]): Promise<void> {
  const model = jobs[0]!.payload
  const startedAt = new Date()
  const callId = randomUUID()
  try {
    const result = await providerFor(work.providers, model).embed(
      {
        model: model.model,
        texts: jobs.map((job) => job.content ?? ''),
        dimensions: model.dimensions ?? 0,
      },
      work.signal,
    )
    await work.protocol.completeEmbeddings(jobs, model, result.embeddings, callId, startedAt, {
      input_tokens: result.inputTokens,
      latency_ms: Date.now() - startedAt.getTime(),
    })
    work.log('info', 'embedded', {
      lane: jobs[0]!.lane,
      texts: jobs.length,
      ms: Date.now() - startedAt.getTime(),
    })
  } catch (error) {
    if (work.signal.aborted || !isProviderFailure(error)) throw error
    await recordSpent(work, jobs, model, callId, startedAt, error.failure)
    const verdict = await work.protocol.fail(jobs, failureOf(error))
    work.log('warn', 'embedding failed', {
      lane: jobs[0]!.lane,
      texts: jobs.length,
      verdict,
      ...failureOf(error),
    })
    if (verdict !== 'split') return
    const half = Math.ceil(jobs.length / 2)
    await embedBatch(work, jobs.slice(0, half))
    await embedBatch(work, jobs.slice(half))
  }
}

/** Embeds the chunks or queries of one claim, request after request. */
export async function embedJobs(work: Work, jobs: Job[]): Promise<void> {
  for (const batch of pack(jobs)) await embedBatch(work, batch)
}

/** The question's vector, stored for the retrieval that follows; without it retrieval is by keyword. */
export async function embedQuestion(work: Work, job: Job): Promise<void> {
  const model = job.payload.embed
  if (!model || job.content === null) return
  const startedAt = new Date()
  const callId = randomUUID()
  try {
    const result = await providerFor(work.providers, model).embed(
      { model: model.model, texts: [job.content], dimensions: model.dimensions ?? 0 },
      AbortSignal.any([work.signal, AbortSignal.timeout(10_000)]),
    )
    await work.protocol.storeQuestion(job, model, result.embeddings[0]!, callId, startedAt, {
      input_tokens: result.inputTokens,
      latency_ms: Date.now() - startedAt.getTime(),
    })
  } catch (error) {
    if (work.signal.aborted || !isProviderFailure(error)) throw error
    await recordSpent(work, [job], model, callId, startedAt, error.failure)
    work.log('warn', 'question not embedded, answering by keyword', { ...failureOf(error) })
  }
}
