const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A secret as it stands, and as a server may repeat it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const encoded = [
    bytes.toString('base64'),
    bytes.toString('base64url'),
    encodeURIComponent(secret),
  ]
  return secret.length < 12 ? [secret] : [...new Set([secret, ...encoded])]
}

/** Blacks out the given secrets wherever they stand, also encoded or shortened with a mask (`abcd****wxyz`). */
export function withoutSecrets(text: string, secrets: string[]): string {
  let result = text
  // The longest first: one secret may be the beginning of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length < 4) continue
    for (const form of formsOf(secret)) result = result.replaceAll(form, '[redacted]')
    if (secret.length < 12) continue
    const start = literal(secret.slice(0, 4))
    result = result.replace(
      new RegExp(`${start}[\\w-]*(?:[*•]{2,}|\\.{3}|…)[\\w-]*`, 'g'),
      '[redacted]',
    )
  }
  return result
}

/** Blacks out the given secrets, and whatever looks like a bearer token, an API key or a password in a URL. */
export function redact(text: string, secrets: string[]): string {
  return withoutSecrets(text, secrets)
    .replace(/\b(sk|pk|rk|key)-[A-Za-z0-9_*.-]{6,}/g, '[redacted]')
    .replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer [redacted]')
    .replace(/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, '$1:[redacted]@')
}
