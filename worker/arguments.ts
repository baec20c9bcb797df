import { parseArgs, type ParseArgsConfig } from 'node:util'
import { nearest } from './nearest.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>

/** Bad input (code HOWDAH_USAGE): the command ends with exit status 2 and names its help. */
export const usageError = (message: string, hint?: string): Error =>
  Object.assign(new Error(message), { code: 'HOWDAH_USAGE', hint })

/** A hint with the name that was probably meant. */
export function didYouMean(typed: string, names: string[]): string | undefined {
  const name = nearest(typed, names)
  return name && `did you mean ${name}?`
}

/**
 * Parses the arguments of a command, at most `most` of them besides the options. What it does not know is an
 * error that names the nearest option.
 */
export function parseArguments<const T extends Options>(
  args: string[],
  options: T,
  most = 0,
): Parsed<T> {
  const { tokens } = parseArgs({
    args,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const names = Object.keys(options).map((name) => `--${name}`)
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue
    throw usageError(`there is no option ${token.rawName}`, didYouMean(token.rawName, names))
  }
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true })
    const extra = parsed.positionals[most]
    if (extra !== undefined) throw new Error(`"${extra}" is more than is understood here`)
    return parsed
  } catch (error) {
    throw usageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
}

/** A whole number within bounds, or an error that names the option. */
export function wholeNumber(name: string, value: string, min: number, max: number): number {
  const number = Number(value)
  if (value.trim() !== '' && Number.isInteger(number) && number >= min && number <= max)
    return number
  throw usageError(`${name} is not a whole number from ${min} to ${max}`)
}
