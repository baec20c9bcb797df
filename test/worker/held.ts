import type { Behaviour } from '../stub/provider.ts'

/** A request that waits for a word; `closed` resolves when its caller hangs up before that. */
export type Held = {
  behaviour: Behaviour
  arrived: Promise<void>
  closed: Promise<void>
  release(): void
}

/** Takes a request, waits for `release`, then does what `then` does. */
export function held(then: Behaviour): Held {
  let arrive = () => {}
  let close = () => {}
  let release = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const closed = new Promise<void>((resolve) => (close = resolve))
  const released = new Promise<void>((resolve) => (release = resolve))
  return {
    arrived,
    closed,
    release: () => release(),
    async behaviour(request, response) {
      response.on('close', () => close())
      arrive()
      await released
      if (!response.destroyed) await then(request, response)
    },
  }
}
