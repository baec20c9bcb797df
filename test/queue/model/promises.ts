import { perform, type Claimed, type Query } from './calls.ts'
import { readState, type State } from './state.ts'
import type { Event } from './together.ts'
import { lanes } from './world.ts'

/** A claim of one job, with the call that returned it. */
type Claim = Claimed & { event: Event }

/** What the queue has promised and not kept, in the calls and in what they left behind. */
export async function brokenPromises(query: Query, history: Event[]): Promise<string[]> {
  const state = await readState(query)
  const raised = history.flatMap(({ client, step, error }) =>
    error === undefined ? [] : [`client ${client}: ${step.do} raised ${error}`],
  )
  return [
    ...raised,
    ...lostJobs(history, state),
    ...sharedTwins(state),
    ...overfullLanes(state),
    ...badTokens(history),
    ...badCompletions(history, state),
    ...(await neverFinished(query, history)),
  ]
}

const enqueuedIds = (history: Event[]) =>
  new Set(
    history.flatMap(({ step, answer, error }) =>
      step.do === 'enqueue' && error === undefined ? [answer as number | null] : [],
    ),
  )

/** Every id that enqueue returned is in exactly one place, once, and no other id is anywhere. */
function lostJobs(history: Event[], { jobs, done }: State): string[] {
  const enqueued = enqueuedIds(history)
  const places = new Map<number, number>()
  for (const { id } of [...jobs, ...done]) places.set(id, (places.get(id) ?? 0) + 1)
  const wrong = [...enqueued].filter((id) => id === null || places.get(id) !== 1)
  const unknown = [...places.keys()].filter((id) => !enqueued.has(id))
  return [
    ...wrong.map((id) => `job ${id} of enqueue is in ${places.get(id ?? 0) ?? 0} places`),
    ...unknown.map((id) => `job ${id} came from nowhere`),
  ]
}

/** One ready job at most has a tenant's key; what enqueue returns has the key that was asked for. */
function sharedTwins({ jobs }: State): string[] {
  const seen = new Set<string>()
  return jobs.flatMap(({ id, tenant, key, state }) => {
    if (state !== 'ready' || key === null) return []
    const name = `${tenant} ${key}`
    if (seen.has(name)) return [`job ${id} is a second ready one for ${name}`]
    seen.add(name)
    return []
  })
}

function overfullLanes({ jobs }: State): string[] {
  return lanes.flatMap(({ name, maxRunning }) => {
    const running = jobs.filter((job) => job.lane === name && job.state === 'running')
    const count = new Set(running.map(({ token }) => token)).size
    return count > maxRunning ? [`${count} claims run in ${name}, not ${maxRunning}`] : []
  })
}

const claimsOf = (history: Event[]): Claim[] =>
  history.flatMap((event) =>
    event.step.do === 'claim' && event.error === undefined
      ? (event.answer as Claimed[]).map((one) => ({ ...one, event }))
      : [],
  )

/** No token is given out twice, and a later claim of a job has the greater one. */
function badTokens(history: Event[]): string[] {
  const problems: string[] = []
  const owners = new Map<number, Event>()
  const byJob = new Map<number, Claim[]>()
  for (const claim of claimsOf(history)) {
    const { token, event, id } = claim
    byJob.set(id, [...(byJob.get(id) ?? []), claim])
    const owner = owners.get(token)
    if (owner && owner !== event) problems.push(`two claims got token ${token}, also of job ${id}`)
    owners.set(token, event)
  }
  for (const [id, claims] of byJob) {
    if (new Set(claims.map(({ token }) => token)).size !== claims.length) {
      problems.push(`job ${id} was claimed twice with one token`)
    }
    for (const one of claims) {
      const older = claims.find((two) => one.event.end < two.event.start && two.token <= one.token)
      if (older) problems.push(`job ${id}: token ${older.token} came after ${one.token}`)
    }
  }
  return problems
}

/** A job is done once, by its latest token, and what was cancelled is not done. */
function badCompletions(history: Event[], { done }: State): string[] {
  const problems: string[] = []
  const latest = new Map<number, number>()
  for (const { id, token } of claimsOf(history)) {
    latest.set(id, Math.max(token, latest.get(id) ?? 0))
  }
  const completed = new Map<number, number>()
  const cancelled = new Set<number>()
  for (const { step, answer } of history) {
    if (answer !== true) continue
    if (step.do === 'cancel') cancelled.add(step.id)
    if (step.do !== 'complete') continue
    if (completed.has(step.id)) problems.push(`job ${step.id} was completed twice`)
    completed.set(step.id, step.token)
    if (step.token !== latest.get(step.id)) {
      problems.push(`job ${step.id} was completed with the old token ${step.token}`)
    }
  }
  for (const { id, outcome, token } of done) {
    if (
      (outcome === 'done') !== completed.has(id) ||
      (outcome === 'cancelled') !== cancelled.has(id)
    )
      problems.push(`job ${id} is ${outcome}, its callers were told otherwise`)
    if (outcome === 'done' && token !== completed.get(id))
      problems.push(`job ${id} is done by ${token}, not by ${completed.get(id)}`)
  }
  return problems
}

/** After all leases and pauses, whatever is left can be claimed and completed: nothing is lost. */
async function neverFinished(query: Query, history: Event[]): Promise<string[]> {
  const moves = history.flatMap(({ step }) => (step.do === 'clock' ? [step.at] : []))
  const problems: string[] = []
  await perform(query, { do: 'clock', at: Math.max(...moves, 0) + 7 * 86_400_000 })
  await perform(query, { do: 'reap' })
  for (const { name } of lanes) {
    await perform(query, { do: 'resume', lane: name })
    await perform(query, { do: 'retry_dead', lane: name })
    // The first claim that finds nothing looks for what committed late, and the next one takes it.
    for (let empty = 0; empty < 2;) {
      const step = { do: 'claim', lane: name, max: 1000, lease: 3600 } as const
      const claimed = (await perform(query, step)) as Claimed[]
      if (claimed.length === 0) empty += 1
      for (const { id, token } of claimed) {
        const isDone = await perform(query, { do: 'complete', id, token })
        if (isDone !== true) problems.push(`job ${id} could not be completed in the end`)
      }
    }
  }
  const state = await readState(query)
  const finished = state.done.map(({ id }) => id)
  if (state.jobs.length > 0) problems.push(`left behind: ${JSON.stringify(state.jobs.slice(0, 5))}`)
  if (new Set(finished).size !== finished.length) problems.push('a job is finished twice')
  const missing = [...enqueuedIds(history)].filter((id) => !finished.includes(id ?? 0))
  if (missing.length > 0) problems.push(`never finished: ${missing.join(', ')}`)
  return problems
}
