import type { Database } from '../../supabase/local/connect.ts';
import { asPerson, checkpointRow, type Person } from './person.ts';

/** One checkpoint through sync(), by a device that is up to date. */
export async function syncOne(db: Database, person: Person): Promise<void> {
  const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
  await asPerson(db, person, async (tx) => {
    const [found] = await tx<{ cursor: string }[]>`
      select public.sync(${person.cursor}, ${tx.json(changes)}, ${tx.json(person.device)}) ->> 'cursor' as cursor`;
    person.cursor = Number(found?.cursor);
  });
}

/** Three fields of one task, each time the same one. */
export async function editTask(db: Database, person: Person): Promise<void> {
  const at = Date.now();
  const row = {
    id: person.id,
    title: `Edited at ${at}`,
    estimated_pomodoros: at % 9,
    is_active: at % 2 === 0,
    edited: { title: at, estimated_pomodoros: at, is_active: at },
  };
  await asPerson(db, person, async (tx) => {
    const [found] = await tx<{ cursor: string }[]>`
      select public.sync(
        ${person.cursor}, ${tx.json([{ table: 'tasks', row }])}, ${tx.json(person.device)}
      ) ->> 'cursor' as cursor`;
    person.cursor = Number(found?.cursor);
  });
}

export async function pullOne(db: Database, person: Person): Promise<void> {
  await asPerson(
    db,
    person,
    async (tx) => tx`select public.sync(${person.cursor - 1}, '[]', ${tx.json(person.device)})`,
  );
}

export async function insertOne(db: Database, person: Person): Promise<void> {
  await asPerson(
    db,
    person,
    async (tx) => tx`insert into public.pomodoro_checkpoints ${tx(checkpointRow())} returning *`,
  );
}

export async function readSome(db: Database, person: Person): Promise<void> {
  await asPerson(db, person, async (tx) => tx`select * from public.pomodoro_sessions limit 20`);
}
