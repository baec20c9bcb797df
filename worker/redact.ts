const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Blacks out secrets: the given ones wherever they stand, also shortened with a mask (`abcd****wxyz`),
 * and whatever looks like a bearer token, an API key or a password in a URL.
 */
export function redact(text: string, secrets: string[]): string {
  let result = text
  // The longest first: one secret may be the beginning of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length >= 4) result = result.replaceAll(secret, '[redacted]')
    if (secret.length < 12) continue
    const start = literal(secret.slice(0, 4))
    result = result.replace(
      new RegExp(`${start}[\\w-]*(?:[*•]{2,}|\\.{3}|…)[\\w-]*`, 'g'),
      '[redacted]',
    )
  }
  return result
    .replace(/\b(sk|pk|rk|key)-[A-Za-z0-9_*.-]{6,}/g, '[redacted]')
    .replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer [redacted]')
    .replace(/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, '$1:[redacted]@')
}
