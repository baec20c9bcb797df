import { packageVersion } from '../package-version.ts'
import { retryAfterMs } from '../providers/retry-after.ts'
import type { WebhookConfig } from './environment.ts'
import { signedHeaders } from './sign.ts'

/** Why an event was not received: never with the URL, nor with what was answered. */
export type PostFailure = {
  code: 'http' | 'redirect' | 'timeout' | 'stopped' | 'connection'
  status: number | null
  retryAfterMs: number | null
}

/** Posts a body under its id; null where it was received. Never rejects. */
export type Post = (
  id: string,
  body: string,
  limits: { ms: number; stop: AbortSignal },
) => Promise<PostFailure | null>

const failure = (
  code: PostFailure['code'],
  status: number | null = null,
  retryAfterMs: number | null = null,
): PostFailure => ({ code, status, retryAfterMs })

/** Makes what posts to the address of the configuration. Only 2xx is success; redirects are not followed. */
export function createPost({ url, keys }: WebhookConfig): Post {
  return async (id, body, { ms, stop }) => {
    const ending = new AbortController()
    const end = () => ending.abort()
    // Not AbortSignal.any: the worker's signal lives for days and would collect what hangs on it.
    if (stop.aborted) end()
    else stop.addEventListener('abort', end, { once: true })
    const timer = setTimeout(end, ms)
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': `howdah/${packageVersion}`,
          ...signedHeaders(id, Math.floor(Date.now() / 1000), body, keys),
        },
        signal: ending.signal,
      })
      const { ok, status, headers } = response
      // What it says is nobody's matter.
      await response.body?.cancel().catch(() => undefined)
      if (ok) return null
      return failure(
        status >= 300 && status < 400 ? 'redirect' : 'http',
        status,
        retryAfterMs(headers),
      )
    } catch {
      return failure(stop.aborted ? 'stopped' : ending.signal.aborted ? 'timeout' : 'connection')
    } finally {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
    }
  }
}
