import { randomUUID } from 'node:crypto'
import type { ProviderFailure } from '../providers/types.ts'
import { remedyFor } from '../retry.ts'
import type { Call, Job } from './types.ts'
import { pack } from './pack.ts'
import { embedFacts } from './spent.ts'
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

/** Sends one request and stores its vectors; halves the batch when SQL says so. */
async function embedBatch(work: Work, batch: Job[]): Promise<void> {
  // Edited or cancelled while earlier batches were on their way: the rest goes on.
  const jobs = batch.filter((job) => work.lease.holds(job))
  if (jobs.length === 0) return
  const { lane, payload: model } = jobs[0]!
  const id = randomUUID()
  const texts = jobs.map((job) => job.content ?? '')
  const estimated_input_tokens = jobs.reduce((sum, job) => sum + job.estimated_tokens, 0)
  let startedAt = new Date()
  const call = async () => {
    const given = await work.turn(async () => {
      work.signal.throwIfAborted()
      const provider = providerFor(work.providers, model)
      startedAt = new Date()
      if (!(await work.protocol.beginCall(jobs, id, startedAt, estimated_input_tokens))) return null
      const request = { model: model.model, texts, dimensions: model.dimensions ?? 0 }
      const { timeouts } = model
      return provider.embed(request, { signal: work.signal, ...(timeouts ? { timeouts } : {}) })
    })
    if (given === null) return null
    const { embeddings, ...said } = given
    // Only the text is kept while it is stored.
    return { vectors: vectorsText(embeddings), said }
  }
  try {
    const given = await call()
    // Taken over, edited or cancelled while they waited for their turn.
    if (given === null) return work.lease.settle(jobs)
    const { vectors, said } = given
    const facts = { ...embedFacts(said, startedAt), estimated_input_tokens }
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
      const { code, said } = (error as ProviderFailure).failure
      const remains = embedFacts(said ?? { usage: null, model: null }, startedAt)
      const has_begun = said !== undefined
      const facts = { ...remains, estimated_input_tokens, has_begun, error_code: code }
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

/** Embeds the texts of one claim, request after request. */
export async function embedJobs(work: Work, jobs: Job[]): Promise<void> {
  for (const batch of pack(jobs)) await embedBatch(work, batch)
}
