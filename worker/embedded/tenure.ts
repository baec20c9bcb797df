import type { Engine } from './engine.ts'
import { message, query, sync, type Message } from './messages.ts'
import { readReply } from './replies.ts'
import { askSettings, readSettings, settingsWatch, takeOver, type Settings } from './settings.ts'
import { translator } from './translate.ts'
import type { turns } from './turns.ts'

/** What the sessions of one server share. */
export type Shared = {
  engine: Engine
  turn: ReturnType<typeof turns>
  /** The session whose settings the backend has. */
  owner: number
  /** Counts how often somebody dropped the prepared statements of all. */
  drops: number
}

// Of a client that did not wait for the answer to its COPY; the backend is not in one.
const copyData = 'dcf'

/**
 * One session's hold on the backend: from its first message until the backend is ready outside a
 * transaction. Settings and prepared statements are there again at its next turn.
 */
export function tenure(id: number, shared: Shared, initial: Settings) {
  const { engine, turn } = shared
  const watch = settingsWatch()
  const { translate, statements } = translator(`c${id}_`, watch.see)
  let settings = initial
  let owns = false
  let needsSync = false
  let hasSet = false
  let seenDrops = shared.drops

  const exec = async (...bytes: Buffer[]) => readReply(await engine.exec(Buffer.concat(bytes)))

  const take = async () => {
    if (owns) return
    await turn.take()
    owns = true
    if (shared.owner !== id) {
      shared.owner = id
      const { error } = await exec(takeOver(settings))
      if (error) {
        shared.owner = 0
        const code = error.text.startsWith('role ') ? '28000' : error.code
        throw Object.assign(new Error(error.text), { code })
      }
    }
    if (seenDrops !== shared.drops) {
      seenDrops = shared.drops
      await exec(...[...statements.values()].flatMap((parse) => [parse, sync]))
    }
  }

  const give = async () => {
    if (hasSet || watch.callsSetConfig())
      settings = readSettings(await exec(askSettings(watch.custom)))
    hasSet = false
    owns = false
    turn.give()
  }

  const note = (tags: string[]) => {
    if (tags.some((tag) => tag === 'SET' || tag === 'RESET' || tag === 'DISCARD ALL')) hasSet = true
    if (tags.some((tag) => tag === 'DISCARD ALL' || tag === 'DEALLOCATE ALL')) {
      statements.clear()
      seenDrops = shared.drops += 1
    }
  }

  return {
    owns: () => owns,

    /** Takes and gives back a turn, to see that the settings are right; rejects with their error. */
    async check(): Promise<void> {
      await take()
      await give()
    },

    /** Runs what the client sent, and keeps the backend if a transaction or an extended query is open. */
    async run(all: Message[]): Promise<Buffer> {
      const messages = all.filter(({ type }) => !copyData.includes(type))
      if (messages.length === 0) return Buffer.alloc(0)
      const bytes = messages.map(translate)
      await take()
      const reply = await exec(...bytes)
      note(reply.tags)
      const last = messages.at(-1)!.type
      needsSync = last !== 'S' && last !== 'Q'
      if (reply.status === 'I' && !needsSync) await give()
      return reply.bytes
    },

    /** Leaves the backend as if the session had never been there: an open transaction is rolled back. */
    async leave(): Promise<void> {
      try {
        if (owns) await exec(...(needsSync ? [sync] : []), query('rollback'))
        if (statements.size > 0 && seenDrops === shared.drops) {
          if (!owns) await turn.take()
          owns = true
          const names = [...statements.keys()]
          await exec(...names.map((name) => message('C', Buffer.from('S'), name)), sync)
        }
      } finally {
        statements.clear()
        if (owns) turn.give()
        owns = false
      }
    },
  }
}
