import { nextStep } from './actions.ts'
import { perform, type Query, type Step } from './calls.ts'
import { expected, newModel } from './model.ts'
import type { Random } from '../../support/random.ts'
import { differences, readState } from './state.ts'
import { newWorld, prepare, remember } from './world.ts'

/** How often each action gave each kind of answer, such as `fail: paused`. */
export type Coverage = Map<string, number>

/** A step and its answer in one line. */
export const shown = (step: Step, answer: unknown) =>
  `${JSON.stringify(step)} -> ${JSON.stringify(answer)}`

/** An error that lets a person repeat the run: what is wrong, the seed, the last 30 steps. */
export function failure(random: Random, lines: string[], problems: string[]): Error {
  return new Error(
    [
      ...problems.slice(0, 10),
      `HOWDAH_SEED=${random.seed} repeats it; the last of ${lines.length} steps:`,
      ...lines.slice(-30),
    ].join('\n'),
  )
}

/**
 * Makes random calls one after the other and compares each answer, and the whole queue after each,
 * with the model. Goes on beyond `steps` until all of `until` were met. Rejects at a difference.
 */
export async function runSequence(
  query: Query,
  random: Random,
  { steps, until = [] }: { steps: number; until?: readonly string[] },
): Promise<Coverage> {
  await prepare(query)
  const model = newModel()
  const world = newWorld()
  const coverage: Coverage = new Map()
  const count = (what: string) => coverage.set(what, (coverage.get(what) ?? 0) + 1)
  const lines: string[] = []
  while (lines.length < steps || until.some((what) => !coverage.has(what))) {
    if (lines.length >= steps * 8) {
      const never = until.filter((what) => !coverage.has(what))
      throw failure(random, lines, [`never met: ${never.join(', ')}`])
    }
    const step = nextStep(random, world, true)
    let answer: unknown
    try {
      answer = await perform(query, step)
    } catch (error) {
      throw failure(random, [...lines, shown(step, 'raised')], [String(error)])
    }
    lines.push(shown(step, answer))
    const should = expected(model, step, answer)
    const problems =
      JSON.stringify(answer) === JSON.stringify(should)
        ? []
        : [`the answer should have been ${JSON.stringify(should)}`]
    problems.push(...differences(model, await readState(query)))
    if (problems.length > 0) throw failure(random, lines, problems)
    remember(world, step, answer)
    count(`${step.do}: ${kindOf(answer)}`)
    if ([...model.done.values()].at(-1)?.outcome === 'stale') count('merged into a twin')
    if ([...model.jobs.values()].some((job) => job.crash_count === 3)) count('crashed three times')
  }
  return coverage
}

function kindOf(answer: unknown): string {
  if (Array.isArray(answer)) return answer.length === 0 ? 'none' : 'some'
  if (typeof answer === 'number') return answer === 0 ? 'none' : 'some'
  return String(answer)
}
