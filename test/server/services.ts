import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { run } from './shell.ts'

const policy = '/usr/sbin/policy-rc.d'

/** Packages that would leave a daemon behind, now and at every boot; nobody asked for one. */
const daemons = ['pgbouncer']

/**
 * Runs an installation during which no service is started. A policy that this machine already has
 * stays as it is, so a daemon that it lets start is stopped afterwards.
 */
export async function withoutServices<T>(packages: string[], work: () => Promise<T>): Promise<T> {
  const isOurs = !existsSync(policy)
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return await work()
  } finally {
    if (isOurs) rmSync(policy, { force: true })
    for (const name of packages.filter((one) => daemons.includes(one))) await disable(name)
  }
}

/** The service may be unknown where the installation failed; that error is the one to show. */
async function disable(name: string): Promise<void> {
  await run('service', [name, 'stop']).catch(() => undefined)
  await run('update-rc.d', [name, 'disable']).catch(() => undefined)
}
