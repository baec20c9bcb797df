import * as does from '../stub/behaviours.ts'
import { failWith, type Behaviour } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { Kind } from './provider.ts'
import { untilRows, type World, type Fault } from './world.ts'

/** Takes one call of a kind with a behaviour, and waits until it has come. */
async function answerOnce(world: World, kind: Kind, behaviour: Behaviour, isGood = false) {
  world.provider.next(kind, { behaviour, isGood })
  await (kind === 'chat' ? world.ask() : world.feed())
  await until(`the call comes that gets a fault`, async () => !world.provider.isScripted(), 90)
}

type Answer = { kinds: Kind[]; behaviour: Behaviour; isGood?: boolean }

const both: Kind[] = ['embedding', 'chat']
const vectors: Kind[] = ['embedding']

const answers: Record<string, Answer> = {
  '429 with seconds': { kinds: both, behaviour: does.rateLimited(1) },
  '429 with a date': { kinds: both, behaviour: does.rateLimitedUntil(1) },
  '500': { kinds: both, behaviour: failWith(500, 'server_error') },
  '503': { kinds: both, behaviour: failWith(503, 'overloaded') },
  '529': { kinds: both, behaviour: failWith(529, 'overloaded_error') },
  'a connection that breaks': { kinds: both, behaviour: (_, response) => void response.destroy() },
  'a slow drip': { kinds: vectors, behaviour: does.drip(2), isGood: true },
  'garbage for JSON': { kinds: both, behaviour: does.garbage },
  'a web page with 200': { kinds: both, behaviour: does.webPage },
  'a truncated stream': {
    kinds: ['chat'],
    behaviour: does.events([does.chunk('The answer '), does.chunk('is')], { isComplete: false }),
  },
  'an item too few': { kinds: vectors, behaviour: does.oneTooFew },
  'the first item twice': {
    kinds: vectors,
    behaviour: (request, response) =>
      // A single item is right with index 0: then one too few is sent.
      (Array.isArray(request.body.input) && request.body.input.length > 1
        ? does.twiceTheFirst
        : does.oneTooFew)(request, response),
  },
  'another order': { kinds: vectors, behaviour: does.shuffled, isGood: true },
  NaN: { kinds: vectors, behaviour: does.notANumber },
  'all zero': { kinds: vectors, behaviour: does.zeros },
  'null for numbers': { kinds: vectors, behaviour: does.nulls },
  '50 MB': { kinds: both, behaviour: does.huge(50) },
  '50 MB, announced': { kinds: both, behaviour: does.huge(50, true) },
}

/** Something of every wrong answer there is. */
const faulty: Fault[] = Object.entries(answers).map(([name, { kinds, behaviour, isGood }]) => ({
  name: `the provider answers with ${name}`,
  async run(world) {
    await answerOnce(world, world.random.pick(kinds), behaviour, isGood)
  },
}))

/** A fault of the settings: it pauses the lane for `reason` until an operator has put it right. */
const needsOperator = (
  name: string,
  behaviour: Behaviour,
  kinds: Kind[],
  reason: string,
): Fault => ({
  name: `the provider ${name}`,
  async run(world) {
    if (kinds.includes('chat')) await answerOnce(world, 'chat', behaviour)
    // Of questions too, whose embedding pauses nothing.
    world.provider.always('embedding', { behaviour })
    await world.feed()
    const isPaused = `exists (select from howdah.lanes where pause_reason = '${reason}')`
    await untilRows(world, 'the lane is paused', isPaused)
    world.provider.always('embedding', undefined)
    // A call that was on its way may pause the lane once more.
    world.patience += 35
    await world.sql`select howdah.resume_lane(name) from howdah.lanes where pause_reason is not null`
  },
})

const settings: Fault[] = [
  needsOperator('echoes the key in its error', does.keyEchoed, both, 'authentication'),
  needsOperator('answers with a wrong dimension', does.wrongDimension, vectors, 'wrong_dimensions'),
]

const outage: Fault = {
  name: 'a provider outage longer than the deadline of a question',
  async run(world) {
    const script = { behaviour: failWith(503, 'overloaded') }
    world.provider.always('chat', script)
    world.provider.always('embedding', script)
    const { id, text } = await world.ask(1.5)
    // Counted from when it was asked, which is before this.
    const deadline = Date.now() + 1500
    const isNow = (id: string, status: string) =>
      `(select status = '${status}' from howdah.messages where id = '${id}')`
    await world.feed(2)
    await untilRows(world, 'the question has expired', isNow(id, 'expired'))
    world.provider.always('chat', undefined)
    world.provider.always('embedding', undefined)
    const { id: next } = await world.ask()
    const what = 'a fresh question is answered after the outage'
    await untilRows(world, what, isNow(next, 'complete'))
    // What began before the deadline may still be on its way.
    const late = world.provider.calls.filter(
      (call) => call.body.includes(text) && call.at > deadline + 300,
    )
    // The next questions of other conversations never quote this one.
    if (late.length > 0) {
      world.problems.push(`${late.length} calls for a question after its deadline`)
    }
  },
}

/** Faults of the provider. */
export const providerFaults: Fault[] = [...faulty, ...settings, outage]
