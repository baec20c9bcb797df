import { withoutSecrets } from '../../redact.ts'
import { providerFailure, type ProviderFailure } from '../types.ts'

/** Why an answer ended: with all of it, at a filter, or because something broke. */
export type Ending = { kind: 'whole' | 'filtered' | 'broken'; reason: string }

/** What servers write as long as there is no reason. All words stand here without what joins them. */
const noReason = /^(|null|none|undefined|unspecified|unknown)$/

const stops = new RegExp(
  `^(${[
    'stop(ped|sequence|string|token|words?|criteria)?',
    'end(turn|sequence|token|of(turn|text|sequence|stream|message)|oftext|text)?',
    'eo[st](token|tokenid|id|found)?|imend',
    'complete|completed|completion|done|finish|finished|success|succeeded|normal|ok',
  ].join('|')})$`,
)
const lengths =
  /^(length|limit|truncated|(max|model|tokens?|context|output)\w*(length|tokens?|limit|exceeded|reached))$/
const tools = /^(tool|function)(calls?|use)?$/
/** Beside the words of others all that Google's API blocks for. */
const filters = new RegExp(
  'filter|safety|unsafe|sensitive|block|prohibit|recitation|spii|moderat|guardrail|policy|violat|harm|' +
    'jailbreak|modelarmor|refus|flagged|copyright|censor|inappropriate|^language$',
)

/** `maxTokens`, `MAX_TOKENS` and `FinishReason.MAX_TOKENS` alike. */
const joined = (reason: string) =>
  reason
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^finishreason/, '')

/**
 * What a finish_reason says, null for none. What cut an answer has one name; a word that nobody is known to
 * use is no proof of a whole answer.
 */
export function endingOf(value: unknown): Ending | null {
  if (typeof value !== 'string') return null
  const word = joined(value)
  if (noReason.test(word)) return null
  if (stops.test(word)) return { kind: 'whole', reason: value }
  if (lengths.test(word)) return { kind: 'whole', reason: 'length' }
  if (tools.test(word)) return { kind: 'whole', reason: 'tool_calls' }
  if (filters.test(word)) return { kind: 'filtered', reason: 'content_filter' }
  return { kind: 'broken', reason: value }
}

/** The failure that a broken answer is. */
export function brokenFailure({ reason }: Ending, secrets: string[]): ProviderFailure {
  const code = /network|connection/i.test(reason) ? 'connection' : 'provider_error'
  // A sentence may say more than it should.
  const isWord = /^[\w-]{1,64}$/.test(reason) && withoutSecrets(reason, secrets) === reason
  const named = isWord ? ` with ${reason.toLowerCase()}` : ''
  return providerFailure(code, `the provider ended the answer${named}`)
}
