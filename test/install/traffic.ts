import postgres from 'postgres'

/** What went wrong for the application: how often each SQLSTATE came, and one statement and message of it. */
export type Failures = Record<string, { count: number; statement: string; message: string }>

/** What applications send, on the schema of the freeze and on today's; each is a transaction of user `u{n}`. */
const statements: ((n: number, turn: number) => string[])[] = [
  (n, turn) => [
    `select howdah.send_message(howdah.start_conversation('Talk ${n}'), 'How long do refunds take, ${turn}?')`,
  ],
  (n) => [
    `select howdah.start_conversation('Talk ${n}') as conversation`,
    `select howdah.send_message(id, 'And leave?') from howdah.conversations where user_id = 'u${n}' limit 1`,
    `select * from howdah.list_conversations()`,
  ],
  () => [`select source from howdah.search('days of leave')`],
  (n, turn) => [
    `select howdah.add_document('Text ${turn} of ${n} on granite.', '${n}.${turn}.md')`,
  ],
  (n, turn) => [
    `select howdah.add_document('Gone soon.', '${n}.${turn}.gone')`,
    `select howdah.delete_document(id) from howdah.documents where source = '${n}.${turn}.gone'`,
  ],
  () => [
    `select howdah.record_usage('stub/c', '{"prompt_tokens": 900, "completion_tokens": 120}', feature => 'titles')`,
  ],
  () => [`select * from howdah.admit('stub/c', 10, 10)`],
  () => [`select count(*) from howdah.my_usage`, `select count(*) from howdah.messages`],
]

/** The same for who reads reports. */
const reports = [
  'cost_by_model',
  'usage_by_day',
  'top_users',
  'cost_by_user_month',
  'latency_by_model',
]

/**
 * Sends statements on `connections` sessions, one transaction after the other, until it is stopped; one more reads for
 * two seconds in each of its transactions, as somebody who exports does.
 */
export function startTraffic(url: string, connections = 6) {
  const failures: Failures = {}
  let isStopped = false
  let transactions = 0
  const run = async (n: number) => {
    // Half of them prepare their statements, as drivers do.
    const sql = postgres(url, { max: 1, prepare: n % 2 === 0, onnotice: () => {} })
    for (let turn = 0; !isStopped; turn += 1) {
      const isReport = n === 0
      const texts = isReport
        ? [`select count(*) from howdah.${reports[turn % reports.length]!}`]
        : statements[(n + turn) % statements.length]!(n, turn)
      let last = ''
      try {
        await sql.begin(async (tx) => {
          await tx.unsafe(`set local role ${isReport ? 'howdah_analyst' : 'howdah_app'}`)
          await tx.unsafe(`select howdah.act_as('u${n}')`)
          for (const text of texts) await tx.unsafe((last = text), [], { prepare: n % 2 === 0 })
        })
        transactions += 1
      } catch (error) {
        const { code = 'none', message } = error as { code?: string; message: string }
        const failure = (failures[code] ??= { count: 0, statement: last, message })
        failure.count += 1
      }
    }
    await sql.end({ timeout: 1 })
  }
  const readLong = async () => {
    const sql = postgres(url, {
      max: 1,
      connection: { application_name: 'a long reader' },
      onnotice: () => {},
    })
    for (let turn = 0; !isStopped; turn += 1) {
      const report = reports[turn % reports.length]!
      const until = Date.now() + 2000
      try {
        await sql.begin('isolation level repeatable read read only', async (tx) => {
          while (Date.now() < until && !isStopped) {
            await tx.unsafe(`select count(*) from howdah.${report}, howdah.users, pg_sleep(0.1)`)
          }
        })
      } catch (error) {
        const { code = 'none', message } = error as { code?: string; message: string }
        const failure = (failures[code] ??= { count: 0, statement: report, message })
        failure.count += 1
      }
      await new Promise((resolve) => setTimeout(resolve, 1500))
    }
    await sql.end({ timeout: 1 })
  }
  const runs = [...Array.from({ length: connections }, (_, n) => run(n)), readLong()]
  return {
    transactions: () => transactions,
    stop: async (): Promise<Failures> => {
      isStopped = true
      await Promise.all(runs)
      return failures
    },
  }
}
