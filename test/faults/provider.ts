import {
  answerChat,
  goodEmbeddings,
  sendJson,
  startStub,
  type Behaviour,
  type SeenRequest,
} from '../stub/provider.ts'
import { until } from '../support/command.ts'

/** What a request asks for. */
export type Kind = 'embedding' | 'chat'

/** One request: who asked what, whether the answer was a good one and left us whole. */
export type Call = {
  kind: Kind
  /** The key that the worker showed: every worker has its own. */
  key: string
  body: string
  at: number
  isGood: boolean
  isAnswered: boolean
}

/** A request that waits for its answer. */
export type Held = { arrived(): Promise<Call>; release(): void }

/** What the next request of a kind gets; `isGood` when its answer must be taken. */
export type Script = { behaviour: Behaviour; isGood?: boolean }

/** The provider of a world: as the stub, and it keeps the books. */
export type Provider = {
  url: string
  calls: Call[]
  /** How many good answers of a kind left us whole. */
  answered(kind: Kind): number
  next(kind: Kind, script: Script): void
  /** Takes every request of a kind from now on; undefined ends it. */
  always(kind: Kind, script: Script | undefined): void
  hold(kind: Kind): Held
  /** Whether scripts still wait for a request. */
  isScripted(): boolean
  /** From now on every answer is good. */
  recover(): void
  close(): Promise<void>
}

const goodAnswer: Behaviour = (request, response) =>
  request.path.endsWith('/embeddings')
    ? sendJson(response, 200, goodEmbeddings(request, 384))
    : answerChat(request, response, 'The stub has read it all [1].')

const kindOf = (request: SeenRequest): Kind =>
  request.path.endsWith('/embeddings') ? 'embedding' : 'chat'

/** Starts the provider of a world. */
export async function startProvider(): Promise<Provider> {
  const stub = await startStub()
  const calls: Call[] = []
  const scripts: Record<Kind, Script[]> = { embedding: [], chat: [] }
  const standing: Partial<Record<Kind, Script | undefined>> = {}
  const releases = new Set<() => void>()

  stub.always(async (request, response) => {
    const kind = kindOf(request)
    const script = scripts[kind].shift() ??
      standing[kind] ?? { behaviour: goodAnswer, isGood: true }
    const call: Call = {
      kind,
      key: (request.headers.authorization ?? '').replace('Bearer ', ''),
      body: JSON.stringify(request.body),
      at: request.at,
      isGood: script.isGood ?? false,
      isAnswered: false,
    }
    calls.push(call)
    response.on('finish', () => (call.isAnswered = true))
    await script.behaviour(request, response)
  })

  const hold = (kind: Kind): Held => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const isMine: Behaviour = async (request, response) => {
      await gate
      if (!response.destroyed) await goodAnswer(request, response)
    }
    releases.add(open)
    scripts[kind].push({ behaviour: isMine, isGood: true })
    const before = new Set(calls)
    const ahead = scripts[kind].length - 1
    const mine = () => calls.filter((call) => call.kind === kind && !before.has(call))[ahead]
    return {
      async arrived() {
        await until(`a request for ${kind} that is held`, async () => mine() !== undefined, 90)
        return mine()!
      },
      release: open,
    }
  }

  return {
    url: stub.url,
    calls,
    answered: (kind) =>
      calls.filter((call) => call.kind === kind && call.isGood && call.isAnswered).length,
    next: (kind, script) => void scripts[kind].push(script),
    always: (kind, script) => void (standing[kind] = script),
    hold,
    isScripted: () => scripts.embedding.length + scripts.chat.length > 0,
    recover() {
      scripts.embedding.length = 0
      scripts.chat.length = 0
      standing.embedding = undefined
      standing.chat = undefined
      for (const release of releases) release()
      releases.clear()
    },
    close: () => stub.close(),
  }
}
