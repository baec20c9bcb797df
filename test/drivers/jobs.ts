import { calls } from '../arguments/calls.ts'
import type { Argument } from '../arguments/world.ts'

/** A call that a driver makes: `$1` is the value, in the form that the driver has for it. */
export type Job = {
  id: number
  what: string
  sql: string
  form: 'nothing' | 'null' | 'float8' | 'int' | 'bigint' | 'numeric'
  value: number | null
  user: string | null
  /** The same call without parameters: what it must answer. Where it is missing, being readable is enough. */
  literal: string | null
}

const numeric = /^(double precision|bigint)$/

/**
 * Every function: read as it is, with each optional argument null, and with each number in each type. Null for what is
 * null anyway is sent too: a driver must find a type for it.
 */
export function makeJobs(all: Argument[]): Job[] {
  const jobs: Job[] = []
  for (const [fn, { args = {}, numbers = {}, user }] of Object.entries(calls)) {
    const passed = (given: Record<string, string>) =>
      `${fn}(${Object.entries(given)
        .map(([name, value]) => `${name} => ${value}`)
        .join(', ')})`
    const answer = (call: string) => `select to_jsonb(r)::text as answer from howdah.${call} as r`
    const add = (what: string, job: Pick<Job, 'sql' | 'form' | 'value' | 'literal'>) =>
      jobs.push({
        id: jobs.length,
        what: `${fn} ${what}`,
        user: user === null ? null : 'ann',
        ...job,
      })
    add('read', {
      sql: `select r.* from howdah.${passed(args)} as r`,
      form: 'nothing',
      value: null,
      literal: null,
    })
    for (const { name, type, isOptional } of all.filter((argument) => argument.fn === fn)) {
      const { [name]: always, ...others } = args
      if (isOptional && always === undefined)
        add(`${name} null`, {
          sql: answer(passed({ ...others, [name]: '$1' })),
          form: 'null',
          value: null,
          literal: answer(passed({ ...others, [name]: 'null' })),
        })
      const value = numbers[name] ?? Number(always)
      if (!numeric.test(type) || Number.isNaN(value)) continue
      const optional = Object.fromEntries(
        Object.entries(numbers).map(([key, n]) => [key, String(n)]),
      )
      for (const form of ['float8', 'int', 'bigint', 'numeric'] as const)
        add(`${name} ${form}`, {
          sql: answer(passed({ ...args, ...optional, [name]: '$1' })),
          form,
          value,
          literal: answer(passed({ ...args, ...optional, [name]: String(value) })),
        })
    }
  }
  return jobs
}
