/**
 * The variables that name a proxy for `url` and that Node's fetch passes over; none where it was told to
 * heed them (NODE_USE_ENV_PROXY or --use-env-proxy, from Node 24 on).
 */
export function ignoredProxies(
  urls: string[],
  env: NodeJS.ProcessEnv,
  isHeeded = process.execArgv.includes('--use-env-proxy') ||
    (env.NODE_USE_ENV_PROXY === '1' && Number.parseInt(process.versions.node) >= 24),
): string[] {
  if (isHeeded) return []
  const wanted = new Set(urls.map((url) => `${new URL(url).protocol.replace(':', '')}_proxy`))
  return Object.keys(env)
    .filter((name) => env[name] && (wanted.has(name.toLowerCase()) || /^all_proxy$/i.test(name)))
    .sort()
}
