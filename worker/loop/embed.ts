import { randomUUID } from 'node:crypto'
import type { Vector } from '../providers/types.ts'
import { remedyFor } from '../retry.ts'
import type { Call, Job } from './types.ts'
import { pack } from './pack.ts'
import { embedFacts, failedEmbedFacts } from './spent.ts'
import { vectorsText } from './vector-text.ts'
import {
  countJobs,
  failureOf,
  isProviderFailure,
  ownFailure,
  providerFor,
  wasCalled,
  type Work,
} from './work.ts'

/** Facts of a call whose vectors the database refuses. */
const refused = ({ facts }: Call) => ({ ...facts, has_begun: true, error_code: 'worker_error' })

/** Stores vectors; when the database refuses them, what they cost is recorded all the same. */
async function store(work: Work, jobs: Job[], vectors: string, call: Call): Promise<void> {
  const model = jobs[0]!.payload
  try {
    await work.protocol.completeEmbeddings(jobs, model, vectors, call)
  } catch (error) {
    await work.protocol.recordEmbeddingUsage(jobs, model, { ...call, facts: refused(call) })
    throw error
  }
}

/** Stores the vector of a chat job's question; what it cost is recorded in any case. */
async function storeQuestion(work: Work, job: Job, vector: Vector, call: Call): Promise<void> {
  const model = job.payload.embed!
  try {
    await work.protocol.storeQuestion(job, model, vector, call)
  } catch (error) {
    await work.protocol.recordEmbeddingUsage([job], model, { ...call, facts: refused(call) })
    throw error
  }
}

/** Sends one request and stores its vectors; halves the batch when SQL says so. */
async function embedBatch(work: Work, batch: Job[]): Promise<void> {
  // Edited or cancelled while earlier batches were on their way: the rest goes on.
  const jobs = batch.filter((job) => work.lease.holds(job))
  if (jobs.length === 0) return
  const { lane, payload: model } = jobs[0]!
  const id = randomUUID()
  const texts = jobs.map((job) => job.content ?? '')
  let startedAt = new Date()
  const call = async () => {
    const { embeddings, ...answer } = await work.turn(() => {
      work.signal.throwIfAborted()
      startedAt = new Date()
      const request = { model: model.model, texts, dimensions: model.dimensions ?? 0 }
      return providerFor(work.providers, model).embed(request, work.signal)
    })
    // Only the text is kept while it is stored.
    return { vectors: vectorsText(embeddings), answer }
  }
  try {
    const { vectors, answer } = await call()
    const facts = embedFacts(texts, answer, startedAt)
    await store(work, jobs, vectors, { id, startedAt, facts })
    work.lease.settle(jobs)
    countJobs(work, jobs, 'done')
    work.log('info', 'embedded', {
      lane,
      texts: jobs.length,
      ms: Date.now() - startedAt.getTime(),
    })
  } catch (error) {
    if (isProviderFailure(error) && wasCalled(error)) {
      const facts = failedEmbedFacts(texts, error.failure, startedAt)
      await work.protocol.recordEmbeddingUsage(jobs, model, { id, startedAt, facts })
    }
    // What the database refuses for good is the fault of the batch: it is halved as any other.
    if (work.signal.aborted || !(isProviderFailure(error) || remedyFor(error) === 'never'))
      throw error
    const failure = isProviderFailure(error) ? failureOf(error) : ownFailure(error)
    const verdict = await work.protocol.fail(jobs, failure)
    work.log('warn', 'embedding failed', { lane, texts: jobs.length, verdict, ...failure })
    if (verdict !== 'split') {
      work.lease.settle(jobs)
      countJobs(work, jobs, verdict)
      return
    }
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
  const id = randomUUID()
  const startedAt = new Date()
  const texts = [job.content]
  try {
    const result = await providerFor(work.providers, model).embed(
      { model: model.model, texts, dimensions: model.dimensions ?? 0 },
      AbortSignal.any([work.signal, AbortSignal.timeout(10_000)]),
    )
    const facts = embedFacts(texts, result, startedAt)
    await storeQuestion(work, job, result.embeddings[0]!, { id, startedAt, facts })
  } catch (error) {
    if (!isProviderFailure(error)) throw error
    if (wasCalled(error)) {
      const facts = failedEmbedFacts(texts, error.failure, startedAt)
      await work.protocol.recordEmbeddingUsage([job], model, { id, startedAt, facts })
    }
    if (work.signal.aborted) throw error
    work.log('warn', 'question not embedded, answering by keyword', { ...failureOf(error) })
  }
}
