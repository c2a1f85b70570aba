import type { Machine } from '../machine/machine.ts';
import { frameAt, type Action } from '../people/observer.ts';
import { chooseCommand, commandFor } from '../people/person.ts';
import type { PlannedEvent } from '../plan/plan.ts';
import type { World } from './world.ts';

/** Somebody sits down at a machine, thinks, and acts on what they see. */
export async function actAsPerson(
  world: World,
  machine: Machine,
  { thinks, stays, staleness, dice, choice, intent }: Extract<PlannedEvent, { type: 'person' }>,
): Promise<void> {
  if (staleness === 0) void machine.sitDown(stays).catch(() => undefined);
  const { promise: thought, resolve } = Promise.withResolvers<void>();
  world.after(thinks, resolve);
  await thought;
  if (!machine.isAwake()) machine.wakeUp();
  const seen = frameAt(machine.observer().frames, machine.id, world.now() - staleness)?.view ?? null;
  try {
    await machine.untilSigned();
    const { ledger } = await machine.workspace();
    const owner = machine.status().owner ?? 'local';
    const [tasks, sessions, person] = await Promise.all([
      ledger.all('tasks'),
      ledger.all('pomodoro_sessions'),
      ledger.get('users', owner),
    ]);
    const autoStart = person?.pomodoro_settings.auto_start_breaks === true;
    // Of chance, as everything that a person does: machines number their own ids.
    const newId = `${machine.id}-${9000 + Math.floor(dice * 1000)}`;
    const screen = { view: seen, tasks, sessions, newId, autoStart, status: machine.status() };
    const wanted = intent ? commandFor(intent, screen, choice) : chooseCommand(screen, dice, choice);
    if (wanted) await giveCommand(world, machine, wanted, seen);
  } catch {
    machine.note('dies under somebody’s eyes');
  }
}

/** Carries out a command on a machine, once nobody signs in or out there, and has the observer write it down. */
export async function giveCommand(
  world: World,
  machine: Machine,
  command: Action['command'],
  seen: Action['seen'],
): Promise<void> {
  await machine.untilSigned();
  const clock = (await machine.workspace()).clock;
  const observer = machine.observer();
  const action: Action = {
    at: world.now(),
    answeredAt: null,
    machine: machine.id,
    command,
    owner: machine.status().owner,
    seen,
    answer: null,
    ids: [],
    isTrusted: clock.isTrusted(),
    clockIsOff: clock.now() - world.now(),
    after: null,
  };
  observer.actions.push(action);
  const { answer, ids } = await machine.carryOut(command);
  action.ids = ids;
  action.answer = answer;
  if (answer === null) return;
  action.answeredAt = world.now();
  action.after = frameAt(observer.frames, machine.id, world.now())?.view ?? null;
}
