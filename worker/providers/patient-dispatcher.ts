type Dispatcher = NonNullable<RequestInit['dispatcher']>
type Dispatch = Dispatcher['dispatch']

/** Where Node keeps the dispatcher of its fetch, which a proxy may have replaced. */
const place = Symbol.for('undici.globalDispatcher.1')

/** Passes requests on without the limits of Node's own, five minutes to the header and between bytes. */
const patient = {
  dispatch: (...[options, handler]: Parameters<Dispatch>) =>
    (globalThis as unknown as Record<symbol, { dispatch: Dispatch }>)[place]!.dispatch(
      { ...options, headersTimeout: 0, bodyTimeout: 0 },
      handler,
    ),
}

/** What makes fetch wait as long as its signal lets it; nothing where Node keeps it elsewhere. */
export const patience = (): Pick<RequestInit, 'dispatcher'> =>
  // Headers come with fetch, which Node loads with the first use of either.
  typeof Headers === 'function' && place in globalThis
    ? { dispatcher: patient as unknown as Dispatcher }
    : {}
