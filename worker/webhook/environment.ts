/** Where events are posted to, and the keys they are signed with: none, or several while one follows another. */
export type WebhookConfig = { url: string; keys: Buffer[] }

/** Bytes of a key, as the Standard Webhooks specification has it. */
const keyBytes = { least: 24, most: 64 }

/** A key from `whsec_` and base64, or base64 alone; undefined where it is none. */
function keyIn(text: string): Buffer | undefined {
  const encoded = text.replace(/^whsec_/, '')
  const key = Buffer.from(encoded, 'base64')
  const isWhole = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '')
  return isWhole && key.length >= keyBytes.least && key.length <= keyBytes.most ? key : undefined
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && !username && !password
}

/** Reads HOWDAH_WEBHOOK_URL and _SECRET; null without a URL. No problem shows a value. */
export function readWebhook(env: NodeJS.ProcessEnv, problems: string[]): WebhookConfig | null {
  const url = env.HOWDAH_WEBHOOK_URL
  const secrets = (env.HOWDAH_WEBHOOK_SECRET ?? '').split(/\s+/).filter(Boolean)
  const keys = secrets.map(keyIn)
  if (url && !isAddress(url)) {
    problems.push(
      'HOWDAH_WEBHOOK_URL: not an http:// or https:// address without a user and password',
    )
  }
  if (keys.includes(undefined)) {
    problems.push(
      `HOWDAH_WEBHOOK_SECRET: not base64 of ${keyBytes.least} to ${keyBytes.most} bytes; ` +
        'openssl rand -base64 32  makes one',
    )
  }
  if (!url && secrets.length > 0) {
    problems.push('HOWDAH_WEBHOOK_SECRET: without a HOWDAH_WEBHOOK_URL nothing is posted')
  }
  return url ? { url, keys: keys.filter((key) => key !== undefined) } : null
}

/** What must not be shown of it: a URL such as Slack's is a secret by itself. */
export const webhookSecrets = (env: NodeJS.ProcessEnv): string[] => {
  const url = env.HOWDAH_WEBHOOK_URL
  const path = url && URL.canParse(url) ? new URL(url).pathname : undefined
  return [
    ...(url ? [url] : []),
    ...(path && path.length >= 12 ? [path] : []),
    ...(env.HOWDAH_WEBHOOK_SECRET ?? '').split(/\s+/).filter(Boolean),
  ]
}
