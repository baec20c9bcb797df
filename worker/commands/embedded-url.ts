/** Port of the embedded server unless --port says otherwise. */
export const embeddedPort = 54329

/** Where `howdah up` listens by default. */
export const embeddedUrl = (port = embeddedPort) => `postgres://postgres@127.0.0.1:${port}/postgres`
