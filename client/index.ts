import { setTimeout as sleep } from 'node:timers/promises'
import type { ISql, JSONValue } from 'postgres'

/** A passage that was found, best first; bigint and uuid are strings, null is unknown. */
export type Found = {
  rank: number
  score: number
  document_id: string
  chunk_id: string
  chunk_index: number
  title: string | null
  source: string | null
  heading: string | null
  page: number | null
  content: string
  metadata: JSONValue
  similarity: number | null
  /** What was searched by: keyword until the query has a vector, then hybrid. */
  mode: string
}

/** What has come of an answer since the offset; `retry_after` is in seconds. */
export type Part = {
  status: 'pending' | 'streaming' | 'complete' | 'failed' | 'cancelled' | 'expired'
  delta: string
  next_offset: number
  finish_reason: string | null
  error_code: string | null
  retry_after: number | null
  attempt: number
  waiting_for: 'provider' | 'retry' | 'caller' | 'worker' | null
  parts: JSONValue
}

export type SearchOptions = { limit?: number; collection?: string; filter?: JSONValue }
/** Which passages may be sources: in the grammar of `search`, of some documents, above a cosine. */
export type SourceOptions = { filter?: JSONValue; documentIds?: string[]; minSimilarity?: number }
/** What goes with a text: an image or a file by an http(s) or data URL, or more text. */
export type MessagePart =
  | { type: 'text'; text: string }
  | { type: 'image'; url: string; name?: string; detail?: 'low' | 'high' | 'auto' }
  | { type: 'file'; url: string; name?: string }
export type MessageOptions = SourceOptions & {
  requestKey?: string
  variables?: JSONValue
  model?: string
  parts?: MessagePart[]
  /** A model of kind rerank for the sources of this question. */
  rerank?: string
}
export type ConversationOptions = SourceOptions & {
  title?: string
  prompt?: string
  variables?: JSONValue
  model?: string
  /** Where sources come from; null for an answer without. */
  collection?: string | null
}

/** The calls of one user. */
export type Client = ReturnType<typeof createClient>

const hasEnded = ({ status }: Part) => status !== 'pending' && status !== 'streaming'

/**
 * Calls howdah's functions as a user of your application, who is named in each statement: one round trip
 * carries both. `sql` is a client of the package `postgres`, or a transaction of it: then what is sent is
 * committed with your own rows. Errors are those of the database; their `code` is the SQLSTATE.
 */
export function createClient(sql: ISql, who: { user: string; tenant?: string }) {
  const filterOf = ({ filter }: SourceOptions) => (filter === undefined ? null : sql.json(filter))
  const idsOf = ({ documentIds }: SourceOptions) =>
    documentIds === undefined ? null : `{${documentIds.join(',')}}`
  const me = () => sql`howdah.act_as(user_id => ${who.user}::text, tenant => ${who.tenant ?? null})`

  /** The best passages that the user may see. */
  const search = (query: string, options: SearchOptions = {}): Promise<Found[]> => sql<Found[]>`
    select r.rank, r.score, r.document_id, r.chunk_id, r.chunk_index, r.title, r.source, r.heading, r.page,
           r.content, r.metadata, r.similarity, r.mode
      from ${me()} as me,
           lateral howdah.search(
             query => case when me then ${query}::text end, match_count => ${options.limit ?? 10}::integer,
             collection => ${options.collection ?? null}, filter => ${sql.json(options.filter ?? {})}) as r
     order by r.rank`

  /** Starts a conversation and returns its id. */
  const startConversation = async (options: ConversationOptions = {}): Promise<string> => {
    const [row] = await sql<[{ id: string }]>`
      select r.id
        from ${me()} as me,
             lateral howdah.start_conversation(
               title => case when me then ${options.title ?? null}::text end,
               prompt => ${options.prompt ?? null}, variables => ${sql.json(options.variables ?? {})},
               model => ${options.model ?? null},
               collection => ${options.collection === undefined ? 'default' : options.collection},
               filter => ${filterOf(options)}, document_ids => ${idsOf(options)}::uuid[],
               min_similarity => ${options.minSimilarity ?? null}::float8) as r (id)`
    return row.id
  }

  /** Sends a question and returns the id of its answer; with `requestKey` it may be sent again. */
  const sendMessage = async (
    conversationId: string,
    content: string,
    options: MessageOptions = {},
  ): Promise<string> => {
    const [row] = await sql<[{ id: string }]>`
      select r.id
        from ${me()} as me,
             lateral howdah.send_message(
               conversation_id => case when me then ${conversationId}::uuid end, content => ${content},
               request_key => ${options.requestKey ?? null}, variables => ${sql.json(options.variables ?? {})},
               model => ${options.model ?? null}, filter => ${filterOf(options)},
               document_ids => ${idsOf(options)}::uuid[], min_similarity => ${options.minSimilarity ?? null}::float8,
               parts => ${options.parts ? sql.json(options.parts) : null},
               rerank => ${options.rerank ?? null}) as r (id)`
    return row.id
  }

  /**
   * What has come of an answer from a character on; go on with `next_offset` and `attempt`. When `attempt` is
   * another one the answer has begun anew: `delta` is its text from the beginning.
   */
  const readMessage = async (
    messageId: string,
    afterChars = 0,
    afterAttempt: number | null = null,
  ): Promise<Part> => {
    const [row] = await sql<[Part]>`
      select r.*
        from ${me()} as me,
             lateral howdah.read_message(
               message_id => case when me then ${messageId}::uuid end,
               after_chars => ${afterChars}::integer, after_attempt => ${afterAttempt}::integer) as r`
    return row
  }

  /**
   * Yields an answer as it comes, asking every `everyMs` milliseconds; the last part says how it ended. A part
   * whose `attempt` is another than the one before is of an answer that has begun anew: forget what you have.
   */
  async function* streamMessage(messageId: string, everyMs = 100): AsyncGenerator<Part> {
    let offset = 0
    let attempt = 0
    for (;;) {
      const part = await readMessage(messageId, offset, attempt)
      const isNew = part.attempt !== attempt && offset > 0
      offset = part.next_offset
      attempt = part.attempt
      if (part.delta !== '' || isNew || hasEnded(part)) yield part
      if (hasEnded(part)) return
      await sleep(everyMs)
    }
  }

  return { search, startConversation, sendMessage, readMessage, streamMessage }
}
