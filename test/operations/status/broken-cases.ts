import { expect } from 'vitest'
import * as does from '../../stub/behaviours.ts'
import { failWith, type Behaviour } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { addText, sendQuestion } from '../../worker/in-process.ts'
import type { Case, Ground } from './broken-case.ts'

/** A worker whose provider always does that, a document and a question. */
const provider =
  (behaviour: Behaviour, url?: string) =>
  async ({ database, stub, work }: Ground) => {
    stub.always(behaviour)
    await work({ HOWDAH_PROVIDER_STUB_URL: url ?? stub.url })
    await addText(database, 'Ten days of leave.')
    await sendQuestion(database, 'How many days?')
  }

/** The set-ups that are tried. */
export const cases: Case[] = [
  {
    name: 'no worker was ever there',
    make: ({ database }) => addText(database, 'one'),
    state: 'stuck',
    cause: /no worker/,
    cure: /howdah worker/,
    reason: /no worker.*howdah worker/,
  },
  {
    name: 'the worker was stopped a second ago',
    make: async ({ database, work }) => {
      await (await work()).end()
      await sendQuestion(database, 'hi')
    },
    state: 'stuck',
    cause: /no worker/,
    cure: /howdah worker/,
    reason: /no worker.*howdah worker/,
  },
  {
    name: 'the worker has no address for the provider',
    make: async ({ database, work }) => {
      await work({})
      await addText(database, 'one')
    },
    state: 'stuck',
    cause: /no worker can call/,
    cure: /HOWDAH_PROVIDER_STUB_URL/,
    reason: /HOWDAH_PROVIDER_STUB_URL/,
  },
  {
    name: 'nobody listens at the provider',
    make: provider(() => {}, 'http://127.0.0.1:1/v1'),
    state: 'stuck',
    cause: /lane stub\/.*connection/,
    cure: /HOWDAH_PROVIDER_STUB_URL: correct it/,
    reason: /connection.*correct it/,
  },
  {
    name: 'a proxy answers with its page',
    make: provider(does.webPage),
    state: 'stuck',
    cause: /lane stub\/.*bad_response/,
    cure: /no such API: the address mostly ends with \/v1/,
    reason: /bad_response.*no such API/,
  },
  {
    name: 'JSON that is none',
    make: provider(does.garbage),
    state: 'stuck',
    cause: /lane stub\/.*bad_response/,
    cure: /no such API/,
    reason: /bad_response/,
  },
  {
    name: 'the provider refuses the key',
    make: provider(does.keyEchoed),
    state: ['stuck', 'needs attention'],
    cause: /lane stub\/.*authentication/,
    cure: /refuses the key: correct it/,
    reason: /authentication/,
  },
  {
    name: 'the provider does not know the model',
    make: provider(does.unknownModel),
    state: ['stuck', 'needs attention'],
    cause: /lane stub\/.*model_not_found/,
    cure: /register the right name/,
    reason: /model_not_found/,
  },
  {
    name: 'the account is empty',
    make: provider(failWith(429, 'insufficient_quota', 'You exceeded your current quota')),
    state: ['stuck', 'needs attention'],
    cause: /insufficient_quota/,
    cure: /top it up/,
    reason: /insufficient_quota/,
  },
  {
    name: 'the provider has a fault of its own',
    make: provider(failWith(500, 'server_error', 'oops')),
    state: 'stuck',
    cause: /lane stub\/.*provider_error/,
    cure: /tried again by themselves/,
    reason: /provider_error/,
  },
  {
    name: 'the provider never answers',
    make: async (ground) => {
      await ground.sql`update howdah.models set silence_seconds = 2, total_seconds = 2 where provider = 'stub'`
      await provider(does.hang)(ground)
    },
    state: 'stuck',
    cause: /lane stub\/.*timeout/,
    cure: /silence_seconds/,
    reason: /timeout|has not answered yet/,
  },
  {
    name: 'the provider asks for an hour of rest',
    make: provider(does.rateLimited(3600)),
    state: ['busy', 'stuck'],
    cause: /lane stub\/.*paused until .*rate_limited/,
    cure: /goes on by itself/,
    reason: /rate_limited/,
  },
  {
    name: 'the budget is used up',
    make: async ({ database, sql, stub, work }) => {
      await sql`select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 100, "output": 100}]')`
      await sql`select howdah.set_budget('tenant', 5, 'month')`
      await sql`
        insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at, spent_cents)
        select b.tenant_id, b.id, 'default', date_trunc('month', now(), 'UTC'),
               date_trunc('month', now(), 'UTC') + interval '1 month', 5 from howdah.budgets as b`
      await work({ HOWDAH_PROVIDER_STUB_URL: stub.url })
      await addText(database, 'one')
    },
    state: 'over budget',
    cause: /5 of 5 cents spent/,
    cure: /howdah.set_budget/,
    reason: /budget/,
  },
  {
    name: 'a model without a price, under a budget',
    make: async ({ database, sql, stub, work }) => {
      await sql`select howdah.set_budget('tenant', 5, 'month')`
      await work({ HOWDAH_PROVIDER_STUB_URL: stub.url })
      await addText(database, 'one')
    },
    state: 'stuck',
    cause: /no price/,
    cure: /howdah.set_price/,
    reason: /no price/,
  },
  {
    name: 'calls are switched off',
    make: async ({ database, sql, stub, work }) => {
      await work({ HOWDAH_PROVIDER_STUB_URL: stub.url })
      await addText(database, 'one')
      await sql`select howdah.stop_calls()`
      await addText(database, 'two')
    },
    state: 'stuck',
    cause: /switched off/,
    cure: /howdah.resume_calls/,
    reason: /switched off/,
  },
  {
    name: 'the default model is none',
    make: async ({ sql }) => {
      await sql`update howdah.settings set value = 'stub/gone' where name = 'default_chat_model'`
    },
    state: 'needs attention',
    cause: /setting default_chat_model.*stub\/gone/,
    cure: /register_model/,
  },
  {
    name: 'the first documents still have the model of the first run',
    make: async ({ database, sql, stub, work }) => {
      stub.always(does.good)
      await sql`select howdah.set_setting('default_embedding_model', null)`
      await addText(database, 'one')
      const worker = await work({ HOWDAH_PROVIDER_STUB_URL: stub.url })
      await until(
        'it is embedded',
        async () => (await sql`select from howdah.embeddings`).length > 0,
      )
      await sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
      expect(worker.log()).toContain('worker started')
    },
    state: 'needs attention',
    cause: /collection default.*local\/local-embedding/,
    cure: /start_reembedding/,
  },
  {
    name: 'schedules starve',
    make: ({ sql }) =>
      sql`update howdah.schedules set next_run_at = now() - interval '1 hour', last_run_at = now() - interval '1 day'`,
    state: 'needs attention',
    cause: /not run although due: .*retention/,
    cure: /start a worker/,
  },
  {
    name: 'a schedule fails',
    make: async ({ sql }) => {
      await sql`update howdah.schedules set function = 'no_such_task' where name = 'reap'`
      await sql`select howdah.run_schedule('reap')`
    },
    state: 'needs attention',
    cause: /schedule reap.*no task of that name/,
    cure: /run_schedule\('reap'\)/,
  },
  {
    name: 'the database is read only',
    make: async ({ database, sql }) => {
      await sql.unsafe(`alter database ${database.name} set default_transaction_read_only = on`)
      // The next session is one that begins so.
      await sql`select pg_terminate_backend(pg_backend_pid())`.catch(() => undefined)
    },
    state: 'needs attention',
    cause: /it is read only/,
    cure: /alter database .* reset default_transaction_read_only/,
  },
  {
    name: 'restored without privileges and not installed',
    make: ({ sql }) => sql`
      do $$ begin execute (
        select string_agg(format('drop function howdah.%I(%s); %s;', p.proname,
          pg_get_function_identity_arguments(p.oid), pg_get_functiondef(p.oid)), '')
          from pg_proc as p where p.proname = 'stop_calls'); end $$`,
    state: 'needs attention',
    cause: /everybody may call/,
    cure: /howdah install/,
  },
]
