import { isProviderFailure } from '../loop/work.ts'
import type { Provider } from '../providers/types.ts'
import type { Meter } from './meter.ts'

/** The same provider; its calls are counted and timed by kind and by how they end. */
export function metered(provider: Provider, meter: Meter): Provider {
  const counted = async <T>(kind: string, call: () => Promise<T>): Promise<T> => {
    const labels = { provider: provider.alias, kind }
    const startedAt = performance.now()
    let status = 'ok'
    try {
      return await call()
    } catch (error) {
      status = isProviderFailure(error) ? error.failure.code : 'error'
      throw error
    } finally {
      meter.add('calls', { ...labels, status })
      meter.time('callSeconds', labels, (performance.now() - startedAt) / 1000)
    }
  }
  return {
    alias: provider.alias,
    embed: (request, call) => counted('embedding', () => provider.embed(request, call)),
    rerank: (request, call) => counted('rerank', () => provider.rerank(request, call)),
    chat: (request, call) =>
      counted('chat', async () => {
        const result = await provider.chat(request, call)
        if (result.firstTokenMs !== null)
          meter.time('firstTextSeconds', { provider: provider.alias }, result.firstTokenMs / 1000)
        return result
      }),
  }
}
