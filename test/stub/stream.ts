// An answer as it goes over the wire, step by step: `stream(role, text('So '), comment, cut)`.
import { setTimeout as sleep } from 'node:timers/promises'
import { noteUsage, type Behaviour } from './provider.ts'

/**
 * A step of a stream: text or bytes as they are, another object as a frame, milliseconds to pause,
 * something to wait for, or one of `open` and `cut`.
 */
export type Step =
  string | Uint8Array | object | number | (() => unknown) | typeof open | typeof cut

/** Says no more and keeps the connection. */
export const open = Symbol('open')
/** Breaks the connection. */
export const cut = Symbol('cut')

/** A frame of one choice. */
export const delta = (delta: object, finish: string | null = null) => ({
  id: 'stub',
  model: 'stub-model',
  choices: [{ index: 0, delta, finish_reason: finish }],
})

/** What a thousand tokens of prompt and five hundred of answer are reported as. */
export const U = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 }
/** The frame that has no text yet. */
export const role = delta({ role: 'assistant', content: '' })
export const text = (content: string) => delta({ content })
/** A frame of thinking, by one of its names. */
export const thought = (content: string, name = 'reasoning_content') => delta({ [name]: content })
export const end = (reason: string) => delta({}, reason)
export const tail = (usage: object) => ({ choices: [], usage })
/** A frame of one choice with the fields as they are. */
export const choice = (fields: object) => ({
  id: 'stub',
  model: 'stub-model',
  choices: [{ index: 0, ...fields }],
})
/** An event with a name, and with data as they are. */
export const event = (name: string, data: string) => `event: ${name}\ndata: ${data}\n\n`
/** A whole answer as it comes without a stream. */
export const completion = (
  message: object,
  finish: string | null = 'stop',
  fields: object = {},
) => ({
  id: 'stub',
  object: 'chat.completion',
  model: 'stub-model',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
  ...fields,
})
export const DONE = 'data: [DONE]\n\n'
/** What servers send to say that they are still at it. */
export const comment = ': keep-alive\n\n'

/** An answer of these steps; it ends where they end. */
export const bytes =
  (type: string, ...steps: Step[]): Behaviour =>
  async (_, response) => {
    response.writeHead(200, { 'content-type': type })
    response.flushHeaders()
    for (const step of steps) {
      if (response.destroyed) return
      if (step === open) return
      if (step === cut) return void response.destroy()
      if (typeof step === 'number') await sleep(step)
      else if (typeof step === 'function') await step()
      else if (typeof step === 'string' || step instanceof Uint8Array) await written(response, step)
      else if (typeof step === 'object') {
        noteUsage(response, step)
        await written(response, framed(step))
      }
    }
    response.end()
  }

/** Waits until it is on its way, so that a cut comes after it. */
const written = (response: Parameters<Behaviour>[1], chunk: string | Uint8Array) =>
  new Promise<void>((resolve) => response.write(chunk, () => resolve()))

/** JSON where a stream was asked for. */
export const json = (body: unknown, type = 'application/json') => bytes(type, JSON.stringify(body))

/** A frame as it goes over the wire. */
export const framed = (data: object, lineEnd = '\n') =>
  `data: ${JSON.stringify(data)}${lineEnd}${lineEnd}`

/** Server-sent events of these steps. */
export const stream = (...steps: Step[]) => bytes('text/event-stream', ...steps)

/** A whole answer. */
export const whole = (answer: string, usage: object = U) =>
  stream(role, text(answer), end('stop'), tail(usage), DONE)

/** An answer of which a piece came before the connection broke. */
export const cutOff = stream(role, text('So '), cut)

/** The same step many times, with a pause before each. */
export const every = (ms: number, times: number, step: Step): Step[] =>
  Array.from({ length: times }, (): Step[] => [ms, step]).flat()
