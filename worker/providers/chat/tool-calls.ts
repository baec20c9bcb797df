import type { ToolCall } from '../types.ts'
import { isFields, storable, type Fields } from './content.ts'

type Begun = { key: number | undefined; id: string; name: string; arguments: string }

const textOr = (value: unknown, otherwise: string) =>
  typeof value === 'string' ? value : otherwise

/** The arguments as JSON text; some send them as an object. */
const argumentsOf = (value: unknown) => {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

/** Collects the calls of tools that an answer asks for, whole or in pieces. */
export function toolCalls() {
  let calls: Begun[] = []
  let hasTaken = false

  /** The call that a piece belongs to: by its index, else by its id; without either it is the last. */
  function find(key: number | undefined, id: string, name: string): Begun | undefined {
    const known = key === undefined ? undefined : calls.findLast((one) => one.key === key)
    if (known) {
      // Some number every call 0. An id that is new with every piece begins none.
      return id !== '' && known.id !== '' && id !== known.id && name !== '' ? undefined : known
    }
    if (key !== undefined) return undefined
    return id !== '' ? calls.find((one) => one.id === id) : name === '' ? calls.at(-1) : undefined
  }

  function add(piece: Fields, said: Fields): void {
    const index = Number(piece.index ?? Number.NaN)
    const key = Number.isInteger(index) ? index : undefined
    const id = textOr(piece.id, '')
    const name = textOr(said.name, '')
    const input = argumentsOf(said.arguments)
    if (id === '' && name === '' && input === '') return
    hasTaken = true
    const call = find(key, id, name)
    if (!call) return void calls.push({ key, id, name, arguments: input })
    call.id ||= id
    // Some say it in pieces, some again with every piece.
    if (call.arguments === '' && name !== call.name) {
      call.name = name.startsWith(call.name) ? name : call.name + name
    }
    call.arguments += input
  }

  /** Adds what a delta or a message has of them; returns whether it had any. */
  function take(message: Fields): boolean {
    hasTaken = false
    const { tool_calls: pieces, function_call: legacy } = message
    for (const piece of Array.isArray(pieces) ? (pieces as unknown[]) : []) {
      if (isFields(piece)) add(piece, isFields(piece.function) ? piece.function : piece)
    }
    if (isFields(legacy)) add({ index: 0 }, legacy)
    return hasTaken
  }

  return {
    take,
    /** Takes all of them anew, where a message repeats what came in pieces. */
    retake(message: Fields): boolean {
      const before = calls
      calls = []
      if (take(message)) return true
      calls = before
      return false
    },
    /** The calls, each with an id that its result can be given under. */
    all: (): ToolCall[] =>
      calls.map(({ id, name, arguments: input }, place) => ({
        id: storable(id) || `call_${place + 1}`,
        name: storable(name),
        arguments: storable(input),
      })),
  }
}
