import type { Database } from '../database.ts'
import type { Show } from './show.ts'

const refused = `begin;
select howdah.set_budget('user', 0.01, 'day');  -- each user: a hundredth of a cent a day
select howdah.act_as('ann');
select howdah.send_message(howdah.start_conversation(), 'How long is the warranty?');`

/**
 * A budget that has no room refuses a question before it costs anything. All in a transaction that is
 * rolled back: the budget is gone whatever happens to the demo.
 */
export async function showRefusal(sql: Database, show: Show): Promise<void> {
  show.step('A budget refuses a question before it costs anything')
  show.code(`${refused}\nrollback;  -- and the budget is gone again`)
  let said: string | undefined
  try {
    await sql.unsafe(refused).simple()
  } catch (error) {
    const { code, message, hint, detail } = error as Error & Record<string, string | undefined>
    if (code !== 'PT402') throw error
    said = `refused (${code}): ${message}\n${hint}\nfor your application: ${detail}`
  } finally {
    await sql.unsafe('rollback')
  }
  if (said === undefined) throw new Error('the budget did not refuse the question')
  show.result(said)
}
