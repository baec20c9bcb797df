import type { Database } from '../database.ts'
import { showAnswer } from './answer.ts'
import { setDemoPrices, showBill } from './bill.ts'
import { showDocument } from './document.ts'
import { addHandbook, handbook } from './handbook.ts'
import { showRefusal } from './refusal.ts'
import { showRow } from './row.ts'
import type { Show } from './show.ts'

/** Puts in what the demo speaks of; repeated it changes nothing. */
export async function prepare(sql: Database, show: Show, isLocal: boolean): Promise<void> {
  if (isLocal) await setDemoPrices(sql)
  show.doing(`adding ${handbook.length} pages of a small shop's handbook ...`)
  await addHandbook(sql)
}

/**
 * Shows what howdah does, step by step, each with the statements that did it. It may be repeated on
 * the same data. `sql` has one connection; `isLocal` says that only the local model is there.
 */
export async function tour(sql: Database, show: Show, isLocal: boolean): Promise<void> {
  await showDocument(sql, show)
  await showAnswer(sql, show)
  await showRow(sql, show)
  await showRefusal(sql, show)
  await showBill(sql, show, isLocal)
}
