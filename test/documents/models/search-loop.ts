import type { Sql } from 'postgres'

/** Searches as an application does, one question after the other, until `stop`. */
export function searchInALoop(sql: Sql, questions: string[]) {
  /** What became of the searches: failures by message, and how many found nothing or no vector. */
  const outcome = { count: 0, failed: [] as string[], empty: 0, byKeyword: 0 }
  let isStopped = false
  const search = async (question: string, mode: string) => {
    try {
      const rows = await sql.begin(async (tx) => {
        await tx`set local role howdah_app`
        return tx<{ mode: string }[]>`
          select mode from howdah.search(${question}, 10, mode => ${mode})`
      })
      if (rows.length === 0) outcome.empty += 1
      if (rows.some((row) => row.mode === 'keyword')) outcome.byKeyword += 1
    } catch (error) {
      outcome.failed.push(String(error))
    }
    outcome.count += 1
  }
  const finished = (async () => {
    for (let turn = 0; !isStopped; turn += 1) {
      const question = questions[turn % questions.length]!
      await search(question, turn % 3 === 0 ? 'hybrid' : 'semantic')
    }
  })()
  return {
    count: () => outcome.count,
    async stop() {
      isStopped = true
      await finished
      return outcome
    },
  }
}
