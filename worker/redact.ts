/**
 * Blacks out secrets: the given ones wherever they stand, and whatever looks like a bearer token, an
 * API key or a password in a URL.
 */
export function redact(text: string, secrets: string[]): string {
  let result = text
  for (const secret of secrets) {
    if (secret.length >= 4) result = result.replaceAll(secret, '[redacted]')
  }
  return result
    .replace(/\b(sk|pk|rk|key)-[A-Za-z0-9_*.-]{6,}/g, '[redacted]')
    .replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer [redacted]')
    .replace(/(\w+:\/\/[^\s:/@]+):[^\s@/]+@/g, '$1:[redacted]@')
}
