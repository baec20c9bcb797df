import { parseArgs, type ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** Parses the arguments of a command; an unknown option is an error that names it and the help. */
export function parseArguments<const T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw Object.assign(new Error(message), { hint: 'see  howdah --help' })
  }
}

/** A whole number within bounds, or an error that names the option. */
export function wholeNumber(name: string, value: string, min: number, max: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= min && number <= max) return number
  throw new Error(`${name} is not a whole number from ${min} to ${max}`)
}
