import { until } from '../support/command.ts'
import { heldCall, untilRows, type Fault } from './world.ts'
import { slots } from './workers.ts'

const change = (name: string, what: 'edit' | 'remove'): Fault => ({
  name,
  async run(world) {
    const { release } = await heldCall(world, 'embedding', 6)
    await world[what](world.random.int(1, 5))
    release()
  },
})

/** Faults of documents, jobs and time. */
export const data: Fault[] = [
  change('documents edited during their call', 'edit'),
  change('documents deleted during their call', 'remove'),
  {
    name: 'two workers and one job',
    async run(world) {
      if (world.workers.length < 2) await world.addWorker()
      await world.feed(1)
      await world.ask()
    },
  },
  {
    name: 'an enqueuing transaction open for a while, then committed',
    async run(world) {
      await world.feed(3, async () => {
        // Others come, are done and leave the watermark of the lane above ours.
        await world.feed(3)
        await untilRows(
          world,
          'the later documents are embedded',
          `not exists (select from howdah_internal.jobs where state != 'dead')`,
        )
      })
    },
  },
  {
    name: '100 expired jobs with ready twins',
    async run(world) {
      await world.sql.begin(async (tx) => {
        await tx`select howdah.add_document(format('Twin %s of many: %s.', n, ${world.random.int(1, 1e9)}::int),
          'twin-' || gen_random_uuid())
        from generate_series(1, 100) as n`
        await tx`with ours as (
          select id from howdah_internal.jobs where state = 'ready' and kind = 'embed_chunk' order by id desc limit 100
        ), held as (select nextval('howdah_internal.job_token_seq') as token)
        update howdah_internal.jobs as j
           set state = 'running', token = h.token, worker = 'gone', claim_count = 1, claimed_at = howdah.clock(),
               lease_until = howdah.clock() - interval '1 second'
          from ours as o, held as h
         where j.id = o.id`
        await tx`insert into howdah_internal.jobs (
          tenant_id, user_id, kind, lane, dedup_key, estimated_tokens, payload, chunk_id, content_hash)
        select tenant_id, user_id, kind, lane, dedup_key, estimated_tokens, payload, chunk_id, content_hash
          from howdah_internal.jobs where worker = 'gone' and state = 'running'`
        // Else the twins are done before anybody looks at the leases.
        await tx`select howdah.pause_lane(name) from howdah.lanes where class = 'bulk'`
      })
      await untilRows(
        world,
        'the expired jobs are taken back',
        `not exists (select from howdah_internal.jobs where worker = 'gone' and state = 'running')`,
      )
      await world.sql`select howdah.resume_lane(name) from howdah.lanes where class = 'bulk'`
      world.losses += 1
    },
  },
  {
    name: 'the clock of the database jumps and comes back',
    async run(world) {
      const seconds = world.random.pick([-8, -3, 4, 8])
      const { release } = await heldCall(world)
      await world.sql`select howdah_test.set_time(clock_timestamp() + make_interval(secs => ${seconds}))`
      // Leases end too early or too late, for every worker, each time the clock moves.
      world.losses += 2
      world.unheard += 2 * slots * world.workers.length
      world.patience += 10
      await world.feed(2)
      release()
      await until('the held call is answered or given up', async () => !world.provider.isScripted())
      await world.sql`select howdah_test.set_time(null)`
    },
  },
  {
    name: 'a call that hangs, and the lease taken away',
    async run(world) {
      world.provider.next('embedding', { behaviour: () => {} })
      await world.feed()
      await until('the call hangs', async () => !world.provider.isScripted(), 90)
      world.losses += 1
      world.unheard += slots * world.workers.length
      await world.sql.begin(async (tx) => {
        await tx`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second'
          where state = 'running'`
        await tx`select howdah.reap_jobs()`
      })
    },
  },
]
