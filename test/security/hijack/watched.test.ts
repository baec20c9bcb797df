import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { owner } from '../../server/templates.ts'
import { connect, createDatabase, uniqueName, type TestDatabase } from '../../support/database.ts'

// An administrator of howdah who owns a watched table also owns the types of its columns, and so what converts them.
const mallory = uniqueName('mallory')
let database: TestDatabase
let own: Sql

beforeAll(async () => {
  database = await createDatabase({ template: 'plain', as: 'superuser' })
  await database.sql.unsafe(`
    create role ${mallory} login in role howdah_admin;
    create schema own authorization ${mallory};
    create table own.ran (as_role name);
    alter table own.ran owner to ${mallory};
    grant usage on schema own to public`)
  const url = new URL(database.url)
  url.username = mallory
  own = connect(url.href, { max: 1 })
  await own.unsafe(`
    create function own.trap() returns void language plpgsql as
      $$ begin if current_user != session_user then insert into own.ran values (current_user); end if; end $$;
    create type own.mood as enum ('sad', 'happy');
    create function own.as_json(own.mood) returns json language plpgsql as
      $$ begin perform own.trap(); return '"cast"'; end $$;
    create function own.as_text(own.mood) returns text language plpgsql as
      $$ begin perform own.trap(); return 'cast'; end $$;
    create cast (own.mood as json) with function own.as_json(own.mood);
    create cast (own.mood as text) with function own.as_text(own.mood);
    create function own.is_fine(text) returns boolean language plpgsql as
      $$ begin perform own.trap(); return true; end $$;
    create domain own.word as text check (own.is_fine(value));
    create domain own.count as integer;
    create table own.posts (
      id integer primary key, body own.word, mood own.mood, moods own.mood[], likes own.count, title own.mood,
        other text);
    grant select, trigger on own.posts to public`)
})
afterAll(async () => {
  await own.end()
  await database.sql.unsafe(`drop owned by ${mallory} cascade; drop role ${mallory}`)
  await database.drop()
})

const ran = () => database.sql`select distinct as_role from own.ran`
const sync = async () => {
  for (;;) {
    const [row] = await database.sql`select howdah.sync_watched(100) as n`
    if (row!['n'] === 0) return
  }
}

it('what converts the columns of a watched table does not run as howdah', async () => {
  await own`insert into own.posts values (1, 'First', 'sad', '{sad,happy}', 7, 'happy')`
  await own`select howdah.watch_table('own.posts', '{body}', title => 'title', metadata => '{mood,moods,likes}')`
  await sync()
  await own`insert into own.posts values (2, 'Second', null, null, null, null)`
  await own`update own.posts set mood = 'happy', body = 'First again' where id = 1`
  await sync()
  expect(
    await database.sql`select content, title, metadata from howdah.documents order by source`,
  ).toEqual([
    {
      content: 'First again',
      title: 'happy',
      metadata: { mood: 'happy', moods: '{sad,happy}', likes: 7 },
    },
    { content: 'Second', title: null, metadata: {} },
  ])
  await own`update own.posts set id = 3 where id = 2`
  await own`delete from own.posts where id = 1`
  await sync()
  expect(await database.sql`select source, content from howdah.documents`).toEqual([
    { source: 'own.posts/3', content: 'Second' },
  ])
  expect(await ran()).toEqual([])
})

it('nor what converts its keys, also when that comes later', async () => {
  await own`create domain own.number as integer check (own.is_fine(value::text))`
  await own`alter table own.posts drop column id cascade`
  await own`alter table own.posts add column id own.number`
  await own`insert into own.posts (id, body) values (4, 'Fourth')`
  await sync()
  expect(await database.sql`select error from howdah.watch_status`).toEqual([
    { error: 'the id column id has a type that somebody made' },
  ])
  await own`create table own.notes (id own.number primary key, body text)`
  await own`grant select, trigger on own.notes to public`
  const watch = own`select howdah.watch_table('own.notes', '{body}')`
  await expect(watch).rejects.toMatchObject({ code: '22023' })
  expect(await ran()).toEqual([])
})

it.runIf(owner())(
  'an owner of howdah who is no superuser says who can drop its triggers',
  async () => {
    const unwatch = () => own`select howdah.unwatch_table('own.posts')`
    for (let kind = 0; kind < 5; kind += 1) {
      const refusal = await unwatch().then(
        () => null,
        (error: { code: string; hint: string }) => error,
      )
      if (refusal === null) return
      expect(refusal).toMatchObject({
        code: '42501',
        hint: expect.stringContaining('drop trigger'),
      })
      await own.unsafe(refusal.hint.slice(refusal.hint.indexOf('drop trigger')))
    }
    expect(await unwatch()).toHaveLength(1)
  },
)
