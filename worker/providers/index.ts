import type { Config } from '../config.ts'
import { localProvider } from './local.ts'
import { openaiProvider } from './openai.ts'
import type { Provider } from './types.ts'

/** The providers of a configuration by alias; `local` is always there, `wordMs` is its pace. */
export function providersFrom(
  config: Pick<Config, 'providers' | 'secrets'>,
  { wordMs = 0 }: { wordMs?: number } = {},
): Map<string, Provider> {
  return new Map<string, Provider>([
    ['local', localProvider({ wordMs })],
    ...config.providers.map(
      (provider) => [provider.alias, openaiProvider(provider, config.secrets)] as const,
    ),
  ])
}
