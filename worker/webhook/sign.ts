import { createHmac } from 'node:crypto'

/**
 * The headers of the Standard Webhooks specification: id, seconds since 1970, and for each key a signature of
 * `id.timestamp.body`.
 */
export function signedHeaders(
  id: string,
  seconds: number,
  body: string,
  keys: Buffer[],
): Record<string, string> {
  const content = `${id}.${seconds}.${body}`
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    ...(keys.length > 0 ? { 'webhook-signature': signatures.join(' ') } : {}),
  }
}
