import type { Sql } from 'postgres'
import type { Random } from '../support/random.ts'

export type Feeder = ReturnType<typeof feeder>

const topics = ['refunds', 'leave', 'harvest', 'bridges', 'weather', 'elephants', 'invoices']

/** Puts documents and questions into a database. */
export function feeder(client: () => Sql, random: Random) {
  const sources: string[] = []
  let made = 0

  const textOf = () => {
    made += 1
    const topic = random.pick(topics)
    // Now and then a text that is there already: it is copied, not bought.
    if (random.chance(0.1)) return `A text about ${topic} that stands in several documents.`
    const paragraph = `Paper ${made} says about ${topic} number ${made * made}: all is well.`
    return random.chance(0.2)
      ? `# ${topic} ${made}\n\n${paragraph}\n\n## More on ${topic}\n\n${paragraph} Twice.`
      : paragraph
  }
  const some = (count: number) =>
    Array.from({ length: Math.min(count, sources.length) }, () => random.pick(sources))

  return {
    /** Sources of the documents that are there. */
    sources,
    /** Adds that many documents in one transaction; `during` runs inside of it, before the commit. */
    feed: async (count = random.int(2, 6), during = async () => {}) => {
      await client().begin(async (tx) => {
        for (let n = 0; n < count; n += 1) {
          const source = `paper-${made}.md`
          await tx`select howdah.add_document(${textOf()}, ${source})`
          sources.push(source)
        }
        await during()
      })
    },
    /** Gives some documents another text. */
    async edit(count: number) {
      for (const source of some(count)) {
        await client()`select howdah.add_document(${textOf()}, ${source})`
      }
    },
    /** Deletes some documents. */
    async remove(count: number) {
      for (const source of new Set(some(count))) {
        await client()`select howdah.delete_document(id) from howdah.documents where source = ${source}`
        sources.splice(sources.indexOf(source), 1)
      }
    },
    /** Asks a question that no other is like; null is the deadline of the setting. */
    async ask(deadlineSeconds: number | null = null) {
      made += 1
      const text = `What does question ${made} of ${random.int(1, 1e9)} want to know?`
      const [row] = await client()<{ id: string }[]>`
        select howdah.send_message(
          howdah.start_conversation('Asked'), ${text},
          deadline => howdah.clock() + make_interval(secs => ${deadlineSeconds}::double precision)) as id`
      return { id: row!.id, text }
    },
  }
}
