import type { ReportedUsage } from './reported-usage.ts'

/** Texts to embed; `dimensions` is what the model is registered with. */
export type EmbedRequest = { model: string; texts: string[]; dimensions: number }

/** An embedding; its dimensions are its length. */
export type Vector = number[] | Float32Array

/** Vectors in the order of the texts; usage and model are null when the provider does not say. */
export type EmbedResult = {
  embeddings: Vector[]
  usage: ReportedUsage | null
  model: string | null
}

/** Documents to put in order for a query; other fields of a step's request are not sent. */
export type RerankRequest = { model: string; query: string; documents: string[]; top_n: number }

/** What was said of a document, by its place among those that were sent. */
export type Ranked = { index: number; score: number }

/** Documents with their scores; usage and model are null when the provider does not say. */
export type RerankResult = {
  results: Ranked[]
  usage: ReportedUsage | null
  model: string | null
}

/** A part of what is said, as the OpenAI API has it. */
export type ContentPart =
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string; detail?: string } }
  | { type: 'file'; file: { filename: string; file_data: string } }

export type ChatMessage = {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  content: string | ContentPart[]
}

/** A request as next_step hands it out; `params` are sent as they are. */
export type ChatRequest = {
  model: string
  messages: ChatMessage[]
  params: Record<string, unknown>
}

/** A call of a tool that an answer asks for; its arguments are JSON, unless the model failed to write it. */
export type ToolCall = { id: string; name: string; arguments: string }

/** What an answer has besides its text, as messages.parts holds it. */
export type OtherPart = { type: 'reasoning'; text: string } | ({ type: 'tool_call' } & ToolCall)

/** An answer; null is unknown, times are milliseconds from the call. */
export type ChatResult = {
  content: string
  /** Characters of what it thought aloud, which is no part of the answer and is paid for all the same. */
  reasoningChars: number
  parts: OtherPart[]
  toolCalls: ToolCall[]
  /** The model itself says that this is no answer. */
  isRefusal: boolean
  finishReason: string | null
  usage: ReportedUsage | null
  /** How the provider says that it served and bills the call: default, flex, priority. */
  serviceTier: string | null
  firstTokenMs: number | null
  /** The model and the id of the answer as the provider names them, for its support. */
  model: string | null
  responseId: string | null
}

/**
 * How long a call may take, in milliseconds as SQL hands them out, null for ever: until the first byte
 * of the answer's body, from one byte to the next, and in all.
 */
export type Timeouts = {
  first_ms: number | null
  silence_ms: number | null
  total_ms: number | null
}

/** What one call is given besides its request; without timeouts it has `defaultTimeouts`. */
export type ProviderCall = {
  signal: AbortSignal
  timeouts?: Timeouts
  /** Takes an answer as it comes. */
  onDelta?: (text: string) => void
}

/** Someone who embeds, answers and puts in order. All reject with a `ProviderFailure`. */
export type Provider = {
  alias: string
  embed(request: EmbedRequest, call: ProviderCall): Promise<EmbedResult>
  chat(request: ChatRequest, call: ProviderCall): Promise<ChatResult>
  rerank(request: RerankRequest, call: ProviderCall): Promise<RerankResult>
}

/** Facts about a failed call; what follows is decided in SQL (failure_action). */
export type Failure = {
  code:
    | 'rate_limited'
    | 'insufficient_quota'
    | 'wrong_dimensions'
    | 'authentication'
    | 'model_not_found'
    | 'context_length_exceeded'
    | 'content_filter'
    | 'bad_request'
    | 'too_large'
    | 'timeout'
    | 'connection'
    | 'provider_error'
    | 'bad_response'
    | 'empty_answer'
    | 'aborted'
    | 'not_configured'
  status: number | null
  retryAfterMs: number | null
  message: string
  /** The parameter that is not accepted, where an answer names it. */
  param?: string | null
  /** What was said beside embeddings or scores that cannot be used: they are paid for. */
  said?: Pick<EmbedResult, 'usage' | 'model'>
  /** What had come of an answer when the stream broke. */
  partial?: ChatResult
}

export type ProviderFailure = Error & { failure: Failure }

/** Makes the error that providers reject with; the message must be free of secrets. */
export function providerFailure(
  code: Failure['code'],
  message: string,
  facts: Partial<Failure> = {},
): ProviderFailure {
  const failure = {
    status: null,
    retryAfterMs: null,
    ...facts,
    code,
    message: message.slice(0, 500),
  }
  return Object.assign(new Error(failure.message), { failure })
}
