import type { Behaviour } from '../stub/provider.ts'

/** Takes a request, waits for `release`, then does `then`; `closed` resolves when its caller hangs up before. */
export function held(then: Behaviour) {
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
    behaviour: (async (request, response) => {
      response.on('close', () => close())
      arrive()
      await released
      if (!response.destroyed) await then(request, response)
    }) satisfies Behaviour,
  }
}
