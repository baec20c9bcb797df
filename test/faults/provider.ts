import { answerWell, startStub, type Behaviour, type SeenRequest } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { held } from '../worker/held.ts'

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
  /** What the answer said of its tokens, as far as it came. */
  usage: { prompt_tokens?: number } | undefined
}

/** What the next request of a kind gets; `isGood` when its answer must be taken. */
export type Script = { behaviour: Behaviour; isGood?: boolean }

/** The provider of a world: as the stub, and it keeps the books. */
export type Provider = Awaited<ReturnType<typeof startProvider>>

const goodAnswer = answerWell()

const kindOf = (request: SeenRequest): Kind =>
  request.path.endsWith('/embeddings') ? 'embedding' : 'chat'

/** Starts the provider of a world. */
export async function startProvider() {
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
      usage: undefined,
    }
    calls.push(call)
    response.on('finish', () => (call.isAnswered = true))
    await script.behaviour(request, response)
    call.usage = request.usage as Call['usage']
  })

  const hold = (kind: Kind) => {
    const { behaviour, release } = held(goodAnswer)
    releases.add(release)
    scripts[kind].push({ behaviour, isGood: true })
    const before = new Set(calls)
    const ahead = scripts[kind].length - 1
    const mine = () => calls.filter((call) => call.kind === kind && !before.has(call))[ahead]
    return {
      async arrived() {
        await until(`a request for ${kind} that is held`, async () => mine() !== undefined, 300)
        return mine()!
      },
      release,
    }
  }

  return {
    url: stub.url,
    calls,
    next: (kind: Kind, script: Script) => void scripts[kind].push(script),
    /** Takes every request of a kind from now on; undefined ends it. */
    always: (kind: Kind, script: Script | undefined) => void (standing[kind] = script),
    hold,
    /** Whether scripts still wait for a request. */
    isScripted: () => scripts.embedding.length + scripts.chat.length > 0,
    /** From now on every answer is good. */
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
