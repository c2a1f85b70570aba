import type { Table } from '../../../lib/store/rows.ts';
import type { Findings, SetAsideRow } from './findings.ts';
import type { Machine } from '../machine/machine.ts';
import type { World } from './world.ts';

const tables: readonly Table[] = ['users', 'tasks', 'pomodoro_checkpoints', 'pomodoro_sessions'];

/** Reads all machines. A phase that begins meanwhile is not on all of them yet, so it may take more than one look. */
export async function readMachines(world: World, machines: readonly Machine[]): Promise<Findings['ledgers']> {
  const ledgers: Findings['ledgers'] = [];
  for (let look = 0; look < 4; look += 1) {
    ledgers.length = 0;
    for (const machine of machines) ledgers.push(await readMachine(world, machine));
    const views = new Set(ledgers.map(({ view }) => JSON.stringify({ ...view, remaining: 0 })));
    if (views.size === 1 && ledgers.every(({ waiting, isTrusted }) => waiting === 0 && isTrusted)) break;
    for (const machine of machines) machine.wake('pulse');
    await world.passUntil(world.now() + 3000);
  }
  return ledgers;
}

async function readMachine(world: World, machine: Machine): Promise<Findings['ledgers'][number]> {
  const reading = (async () => {
    const { ledger, engine, clock } = await machine.workspace();
    const rows = await Promise.all(tables.map((table) => ledger.all(table)));
    const setAside: SetAsideRow[] = await ledger.setAsideRows();
    const waiting = await ledger.waitingCount();
    const { view } = await engine.toolbarState();
    return {
      machine: machine.id,
      tables: Object.fromEntries(tables.map((table, index) => [table, rows[index] ?? []])),
      setAside,
      waiting,
      view,
      isTrusted: clock.isTrusted(),
      clockIsOff: clock.now() - world.now(),
    };
  })();
  let read: unknown = null;
  const waiting = reading.then((holding) => {
    read = holding;
  });
  for (let patience = 5000; read === null && patience > 0; patience -= 1)
    await world.passUntil(world.now() + 1);
  if (read === null) throw new Error(`${machine.id} cannot be read.`);
  await waiting;
  return reading as Promise<Findings['ledgers'][number]>;
}
