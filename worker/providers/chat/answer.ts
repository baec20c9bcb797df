import { withoutSecrets } from '../../redact.ts'
import { errorIn } from '../error-body.ts'
import { answerFailure } from '../openai-failure.ts'
import { isCounted, mergedUsage, usageIn } from '../reported-usage.ts'
import { providerFailure, type ChatResult, type ProviderFailure } from '../types.ts'
import { isFields, saidIn, whole, withoutNul, type Fields } from './content.ts'
import { brokenFailure, endingOf, type Ending } from './finish-reason.ts'
import type { Piece } from './server-events.ts'
import { thoughtTags, type Told } from './thought-tags.ts'
import { toolCalls } from './tool-calls.ts'

/** A short text as a text column can store it, without what a server repeats of our key; anything else is unknown. */
export const shortText = (value: unknown, secrets: string[]) =>
  typeof value === 'string' && value !== ''
    ? withoutSecrets(withoutNul(value), secrets).slice(0, 200)
    : null

/** How long the rest may take: after the sign that nothing follows, and where usage may follow. */
const restMs = { done: 1000, ended: 10_000 }

const doneMark = /^\s*"?\[DONE\]/i

const unreadable = () =>
  providerFailure('bad_response', 'the provider answered with something that is not JSON')

function jsonOf(data: string): unknown[] | undefined {
  if (doneMark.test(data)) return ['[DONE]']
  try {
    const value = JSON.parse(data) as unknown
    return Array.isArray(value) ? (value as unknown[]) : [value]
  } catch {
    return undefined
  }
}

/** The JSON of every line, where they are one each; undefined where they are not. */
function linesOf(data: string): unknown[] | undefined {
  const lines = data.split('\n').filter((line) => line.trim() !== '')
  const values = lines.map(jsonOf)
  return values.every((value) => value !== undefined) ? values.flat() : undefined
}

/** Puts an answer together from what comes of it, and judges it. */
export function chatAnswer(headers: Headers, secrets: string[]) {
  const result: ChatResult = {
    content: '',
    reasoningChars: 0,
    parts: [],
    toolCalls: [],
    isRefusal: false,
    finishReason: null,
    usage: null,
    serviceTier: null,
    firstTokenMs: null,
    model: null,
    responseId: null,
  }
  const tags = thoughtTags()
  const calls = toolCalls()
  let text = ''
  let thoughts = ''
  let hasFrames = false
  let hasSaid = false
  let hasDeltas = false
  let isDone = false
  /** Whether the usage that stands alone came last, or in between: then it is no proof of an end. */
  let loneUsage: 'none' | 'last' | 'running' = 'none'
  let ending: Ending | undefined
  let failure: ProviderFailure | undefined

  /** Whether the answer is whole: nothing that follows can take it away. */
  const hasEnded = () =>
    isDone || loneUsage === 'last' || (ending !== undefined && ending.kind !== 'broken')

  const fail = (error: unknown) => {
    if (!hasEnded()) failure ??= answerFailure({ status: undefined, headers, body: error }, secrets)
    return ''
  }

  function keep({ said, thought }: Told): string {
    result.content += said
    thoughts += thought
    result.reasoningChars = thoughts.length
    return said
  }

  /** What a choice says, as far as it is new. */
  function takeChoice(choice: Fields, frame: Fields): string {
    const delta = isFields(choice.delta) ? choice.delta : {}
    const message = isFields(choice.message) ? choice.message : {}
    let said = saidIn(delta)
    let isNew = calls.take(delta)
    const isNothing = () => !isNew && said.text + said.thought + said.refusal === ''
    if (!isNothing()) hasDeltas = true
    else if (choice.message) {
      // Some repeat at the end as a message what they said in deltas.
      const repeats = (known: string, again: string) => {
        if (hasDeltas && known !== '' && again.startsWith(known)) return again.slice(known.length)
        return hasDeltas && frame.object === 'chat.completion' ? '' : again
      }
      const again = saidIn(message)
      said = {
        text: repeats(text, again.text),
        thought: repeats(thoughts, again.thought),
        refusal: result.isRefusal ? repeats(result.content, again.refusal) : again.refusal,
      }
      isNew = hasDeltas ? calls.retake(message) : calls.take(message)
    } else if (typeof choice.text === 'string') said.text = choice.text
    if (isNothing()) return ''
    hasSaid = true
    if (loneUsage !== 'none') loneUsage = 'running'
    const came = withoutNul(said.text)
    text += came
    result.isRefusal ||= said.refusal !== ''
    keep({ said: '', thought: withoutNul(said.thought) })
    return keep(tags.take(came + withoutNul(said.refusal)))
  }

  function takeFrame(frame: Fields, { name, isBody }: Piece): string {
    const usage = usageIn(frame, secrets)
    result.usage = mergedUsage(result.usage, usage)
    if (isDone || failure) return ''
    const error = errorIn(frame, { isNamed: name === 'error', isBody })
    if (error !== undefined) return fail(error)
    hasFrames = true
    result.model ??= shortText(frame.model, secrets)
    result.responseId ??= shortText(frame.id, secrets)
    // The tier that served the call may come late; the one in the request is only asked for.
    result.serviceTier = shortText(frame.service_tier, secrets) ?? result.serviceTier
    const choices = Array.isArray(frame.choices) ? frame.choices.filter(isFields) : []
    if (choices.length === 0) {
      if (hasSaid && loneUsage === 'none' && isCounted(usage)) loneUsage = 'last'
      return ''
    }
    // One answer of several that were asked for.
    const choice =
      choices.find(({ index }) => !(Number(index ?? 0) > 0)) ?? (isBody ? choices[0] : undefined)
    if (!choice) return ''
    if (choice.error) return fail({ error: choice.error })
    const shown = takeChoice(choice, frame)
    const next = endingOf(choice.finish_reason)
    if (next && (next.kind !== 'broken' || !hasEnded())) ending = next
    return shown
  }

  return {
    /** Adds a piece; returns the text it brought, '' for none. */
    take(piece: Piece): string {
      const data = piece.data.trim()
      if (data === '') return ''
      const json = jsonOf(data)
      const values = json ?? linesOf(data)
      if (!values) {
        if (!piece.isWhole || hasEnded() || failure) return ''
        if (piece.name === 'error') return fail(data)
        if (piece.name === '' || piece.name === 'message') throw unreadable()
        return ''
      }
      let shown = ''
      for (const value of values) {
        if (value === '[DONE]') isDone = true
        else if (isFields(value)) shown += takeFrame(value, piece)
      }
      // JSON that can be read is all of it.
      if (piece.isBody && json) isDone = true
      return shown
    },
    /** How long what is left may take at most; null while the answer is under way. */
    restMs(): number | null {
      if (isDone || failure) return restMs.done
      return hasEnded() || ending ? restMs.ended : null
    },
    /** Nothing more comes; returns the text that was held back. */
    end(): string {
      const shown = keep(tags.end())
      result.toolCalls = calls.all()
      result.finishReason = ending ? shortText(ending.reason, secrets) : null
      result.parts = [
        ...(thoughts === '' ? [] : [{ type: 'reasoning' as const, text: whole(thoughts) }]),
        ...result.toolCalls.map((call) => ({ type: 'tool_call' as const, ...call })),
      ]
      return shown
    },
    /** What it is, as far as it came. */
    result,
    /** What is wrong with it, undefined where nothing is. */
    failure(): ProviderFailure | undefined {
      if (failure) return failure
      if (ending?.kind === 'broken') return brokenFailure(ending, secrets)
      if (!hasFrames || (hasEnded() && !hasSaid && !ending)) {
        return providerFailure('bad_response', 'the provider answered with something else')
      }
      if (!hasEnded()) return providerFailure('connection', 'the provider cut the answer off')
      const isEmpty = result.content.trim() === '' && result.toolCalls.length === 0
      if (!isEmpty || thoughts === '' || ending?.reason !== 'length') return undefined
      const message =
        'the limit of the answer went into thinking: allow more tokens, or ask for less thinking'
      return providerFailure('empty_answer', message)
    },
  }
}
