import { cents, count, duration, fit, latency, moment, percent, wrap } from './text.ts'
import type { BudgetStatus, Finding, LaneStatus, Status } from './types.ts'

/** How to draw: columns of the terminal, and whether it shows colours. */
export type Look = { width: number; color: boolean }

type Paint = (code: 'red' | 'yellow' | 'green' | 'bold' | 'dim', text: string) => string

const codes = { red: 31, yellow: 33, green: 32, bold: 1, dim: 2 }
const margin = 10
/** What one screen has room for; the rest is counted. */
const most = { lanes: 8, budgets: 4, findings: 6 }

/** Text behind a name at the margin, wrapped. */
function section(name: string, text: string, { width }: Look): string[] {
  return wrap(text, width - margin).map(
    (line, index) => (index === 0 ? name : '').padEnd(margin) + line,
  )
}

function more(all: unknown[], shown: number, what: string): string[] {
  return all.length > shown ? [`${' '.repeat(margin)}and ${all.length - shown} more: ${what}`] : []
}

function lanes(status: Status, look: Look, paint: Paint): string[] {
  if (status.lanes.length === 0) return section('queue', 'no jobs', look)
  const columns: [string, (lane: LaneStatus) => string][] = [
    ['waits', (lane) => count(lane.ready)],
    ['later', (lane) => count(lane.delayed)],
    ['runs', (lane) => count(lane.running)],
    ['dead', (lane) => count(lane.dead)],
    ['oldest', (lane) => duration(lane.oldest_seconds)],
    ['a min', (lane) => count(lane.per_minute ?? 0)],
    ['left', (lane) => duration(lane.eta_seconds)],
  ]
  const shown = status.lanes.slice(0, most.lanes)
  const widths = columns.map(([title, cell]) =>
    Math.max(title.length, ...shown.map((lane) => cell(lane).length)),
  )
  const numbers = widths.reduce((sum, width) => sum + width + 2, 0)
  const room = Math.max(8, look.width - margin - numbers)
  const name = Math.min(room, Math.max(4, ...shown.map(({ lane }) => lane.length)))
  const row = (first: string, cells: string[]) =>
    fit(first, name).padEnd(name) +
    cells.map((cell, i) => `  ${cell.padStart(widths[i]!)}`).join('')
  return [
    'queue'.padEnd(margin) +
      paint(
        'dim',
        row(
          'lane',
          columns.map(([title]) => title),
        ),
      ),
    ...shown.flatMap((lane) => [
      ' '.repeat(margin) +
        row(
          lane.lane,
          columns.map(([, cell]) => cell(lane)),
        ),
      ...(lane.paused_until
        ? wrap(
            `paused until ${moment(lane.paused_until, status.at)}: ${lane.pause_reason ?? 'by hand'}`,
            look.width - margin - 2,
          ).map((line) => paint('yellow', `${' '.repeat(margin + 2)}${line}`))
        : []),
    ]),
    ...more(status.lanes, most.lanes, 'select * from howdah.queue_health'),
  ]
}

function calls({ usage }: Status): string {
  const failed = usage.calls_today > 0 ? usage.failed_today / usage.calls_today : 0
  const speed =
    usage.p50_ms === null || usage.p95_ms === null
      ? ''
      : `, half of the answers within ${latency(usage.p50_ms)}, 95 % within ${latency(usage.p95_ms)}`
  return (
    `${count(usage.calls_today)} today${failed > 0 ? `, ${percent(failed)} failed` : ''}; ` +
    `${count(usage.calls_hour)} in the last hour${speed}`
  )
}

function cost({ usage }: Status): string {
  const unknown =
    usage.unpriced_today > 0 ? `, and ${count(usage.unpriced_today)} calls without a price` : ''
  return `${cents(usage.cost_today_cents)} cents today${unknown}; ${cents(usage.cost_month_cents)} this month (UTC)`
}

function budget(one: BudgetStatus, at: string, look: Look, paint: Paint): string {
  const share = one.share ?? 1
  const filled = Math.min(10, Math.max(0, Math.round(share * 10)))
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(10 - filled)}] ${percent(share).padStart(5)}`
  const whose =
    one.subject === '*' || one.subject === 'default' ? one.scope : `${one.scope} ${one.subject}`
  const name = `${one.is_hard ? '' : 'soft, '}${whose}, ${one.period}`
  const spent = `${cents(one.spent_cents)} of ${cents(one.limit_cents)} cents`
  const until = one.resets_at ? `, new ${moment(one.resets_at, at)}` : ''
  const room = look.width - margin - bar.length - 4
  const words = name.length + spent.length + until.length <= room ? `${spent}${until}` : spent
  const colour = one.is_exhausted ? 'red' : share >= 0.8 ? 'yellow' : 'green'
  return `${paint(colour, bar)}  ${fit(name, Math.max(4, room - words.length))}  ${words}`
}

function budgets(status: Status, look: Look, paint: Paint): string[] {
  return [
    ...status.budgets
      .slice(0, most.budgets)
      .map(
        (one, index) =>
          (index === 0 ? 'budgets' : '').padEnd(margin) + budget(one, status.at, look, paint),
      ),
    ...more(status.budgets, most.budgets, 'select * from howdah.budget_status'),
  ]
}

function search({ search: found }: Status): string {
  const today =
    found.retrievals_today === 0
      ? ''
      : `; ${count(found.retrievals_today)} searches today` +
        `, ${percent(found.empty_today / found.retrievals_today)} found nothing` +
        (found.p95_ms === null ? '' : `, 95 % within ${latency(found.p95_ms)}`)
  const recall = found.recall === null ? '' : `; recall ${found.recall.toFixed(2)}`
  return `${count(found.documents)} documents in ${count(found.chunks)} chunks${today}${recall}`
}

/** A finding with its advice, wrapped to the width. */
export function layoutFinding(one: Finding, at: string, look: Look): string[] {
  const paint = painter(look)
  const since = one.since ? ` (since ${moment(one.since, at)})` : ''
  const text = wrap(`${one.subject}: ${one.finding}${since}`, look.width - margin)
  const advice = wrap(one.advice, look.width - margin - 3)
  return [
    ...text.map((line, index) =>
      index === 0
        ? paint(one.severity === 'error' ? 'red' : 'yellow', one.severity.padEnd(margin)) + line
        : ' '.repeat(margin) + line,
    ),
    ...advice.map((line, index) => `${' '.repeat(margin)}${index === 0 ? '-> ' : '   '}${line}`),
  ]
}

/** Errors with what to do about them; warnings in a line each. */
function findings(status: Status, look: Look, paint: Paint): string[] {
  if (status.findings.length === 0) return ['nothing is wrong']
  const shown = status.findings.slice(0, most.findings)
  return [
    ...shown.flatMap((one) =>
      one.severity === 'error'
        ? layoutFinding(one, status.at, look)
        : [
            paint('yellow', 'warning'.padEnd(margin)) +
              fit(`${one.subject}: ${one.finding}`, look.width - margin),
          ],
    ),
    ...more(status.findings, shown.length, 'howdah doctor'),
    paint('dim', `${' '.repeat(margin)}howdah doctor says what to do`),
  ]
}

const nameList = (names: string[]) =>
  names.length > 3 ? `${names.length} collections` : names.join(', ')

const painter =
  ({ color }: Look): Paint =>
  (code, text) =>
    color ? `\u001b[${codes[code]}m${text}\u001b[0m` : text

/** The screen of `howdah status`: lines of at most `look.width` characters, colours not counted. */
export function layoutStatus(status: Status, look: Look): string[] {
  const paint = painter(look)
  const colour = {
    idle: 'green',
    busy: 'green',
    stuck: 'red',
    'needs attention': 'yellow',
    'over budget': 'red',
  } as const
  const [first = '', ...rest] = wrap(`${status.state.toUpperCase()}: ${status.summary}`, look.width)
  const { usage } = status
  const cache =
    usage.cache_hit_rate_today === null
      ? 'no answers today'
      : `${percent(usage.cache_hit_rate_today / 100)} of the answers today` +
        `, ${cents(usage.cache_saved_today_cents)} cents saved`
  const others = (status.collections ?? [])
    .filter(({ model }) => model !== status.models.embedding)
    .map(({ model, names }) => `; ${model} in ${nameList(names)}`)
  const isLocal = status.models.chat?.startsWith('local/')
    ? ' (no model configured: the local provider)'
    : ''
  return [
    ...[first, ...rest].map((line) => paint(colour[status.state], paint('bold', line))),
    paint(
      'dim',
      fit(
        `schema ${status.schema}, PostgreSQL ${status.server}, ${new Date(status.at).toLocaleString('sv-SE')}`,
        look.width,
      ),
    ),
    '',
    ...section(
      'workers',
      status.workers.length === 0
        ? 'none'
        : `${status.workers.length}: ${status.workers.join(', ')}`,
      look,
    ),
    ...lanes(status, look, paint),
    ...section('calls', calls(status), look),
    ...section('cost', cost(status), look),
    ...budgets(status, look, paint),
    ...section('cache', cache, look),
    ...section('search', search(status), look),
    ...section(
      'models',
      `${status.models.embedding ?? 'none'}, ${status.models.chat ?? 'none'}${isLocal}${others.join('')}`,
      look,
    ),
    '',
    ...findings(status, look, paint),
  ]
}
