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

export type ChatMessage = {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  content: string
}

/** A request as prepare_message builds it; `params` are sent as they are. */
export type ChatRequest = {
  model: string
  messages: ChatMessage[]
  params: Record<string, unknown>
}

/** An answer; null is unknown, times are milliseconds from the call. */
export type ChatResult = {
  content: string
  finishReason: string | null
  usage: ReportedUsage | null
  /** How the provider says that it served and bills the call: default, flex, priority. */
  serviceTier: string | null
  firstTokenMs: number | null
  /** The model and the id of the answer as the provider names them, for its support. */
  model: string | null
  responseId: string | null
}

/** Someone who embeds and answers. Both reject with a `ProviderFailure`. */
export type Provider = {
  alias: string
  embed(request: EmbedRequest, signal: AbortSignal): Promise<EmbedResult>
  chat(
    request: ChatRequest,
    onDelta: (text: string) => void,
    signal: AbortSignal,
  ): Promise<ChatResult>
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
    | 'aborted'
    | 'not_configured'
  status: number | null
  retryAfterMs: number | null
  message: string
  /** What an answer with embeddings that cannot be used said of itself: it is paid for. */
  answer?: Pick<EmbedResult, 'usage' | 'model'>
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
