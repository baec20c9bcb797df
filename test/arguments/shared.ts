/** Arguments that several calls share; `public.world(name)` are the ids of world.sql. */
export const world = (name: string, type: string) => `public.world('${name}')::${type}`
export const uuid = (name: string) => world(name, 'uuid')
export const id = (name: string) => world(name, 'bigint')
export const ids = (name: string) => `array[${id(name)}]`
export const answer = { message_id: uuid('answered message') }
export const conversation = { conversation_id: uuid('answered') }
export const claimed = { job_id: id('claimed job'), token: id('claimed token') }
export const jobs = { job_ids: ids('job'), token: id('token') }
export const event = { tenant: `'default'`, event_id: uuid('event') }
export const failed = { ...event, attempt: '1', error_code: `'http'` }
export const month = { starts_at: `'2026-02-01Z'`, ends_at: `'2026-03-02Z'` }
export const used = `'{"input_tokens": 10, "output_tokens": 3}'`
export const cached = { request: `'{"q": 1}'`, model: `'p/chat'` }
export const call = {
  tenant: `'default'`,
  payer: `'ann'`,
  model_id: id('model'),
  call_id: `'c0ffee00-0000-0000-0000-000000000000'`,
  started_at: `'2026-03-01 12:00Z'`,
}
