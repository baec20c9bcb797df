import { nextStep } from './actions.ts'
import { perform, type Query, type Step } from './calls.ts'
import { createRandom, type Random } from '../../support/random.ts'
import { shown } from './sequence.ts'
import { newWorld, prepare, remember } from './world.ts'

/** One call of one client. `start` and `end` count calls and answers: a smaller one was earlier. */
export type Event = {
  client: number
  step: Step
  answer: unknown
  error?: string
  start: number
  end: number
}

/** A call in one line. */
export const line = ({ client, step, answer, error }: Event) =>
  `client ${client}: ${error === undefined ? shown(step, answer) : `${shown(step, null)} ${error}`}`

/**
 * Lets clients make random calls at once, each on a connection of its own; all know what all were
 * answered, so that they get in each other's way. Only the first moves the clock. Returns every
 * call in the order of the answers.
 */
export async function runTogether(
  query: Query,
  random: Random,
  { clients, steps }: { clients: number; steps: number },
): Promise<Event[]> {
  await prepare(query)
  const world = newWorld()
  const history: Event[] = []
  let moment = 0
  const client = async (number: number, own: Random) => {
    for (let made = 0; made < steps; made += 1) {
      const step = nextStep(own, world, number === 1)
      const event: Event = { client: number, step, answer: null, start: (moment += 1), end: 0 }
      try {
        event.answer = await perform(query, step, `client ${number}`)
        remember(world, step, event.answer)
      } catch (error) {
        event.error = String(error)
      }
      event.end = moment += 1
      history.push(event)
    }
  }
  const seeds = Array.from({ length: clients }, () => random.int(0, 2 ** 31))
  await Promise.all(seeds.map((seed, index) => client(index + 1, createRandom(seed))))
  return history
}
