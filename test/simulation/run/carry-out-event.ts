import type { ServerModel } from '../../server-model/server-model.ts';
import type { Machine } from '../machine/machine.ts';
import { newerVersionRows } from '../network/newer-version-rows.ts';
import type { Observer } from '../people/observer.ts';
import { user, visitor } from '../people/person.ts';
import type { PlannedEvent } from '../plan/plan.ts';
import { actAsPerson } from './act-as-person.ts';
import type { World } from './world.ts';

/** A run that is under way. */
export interface ActiveRun {
  world: World;
  observer: Observer;
  server: ServerModel;
  machines: Machine[];
  /** Brings the server's backup back; null while there is none. */
  restore: (() => void) | null;
}

export function carryOutEvent(activeRun: ActiveRun, event: PlannedEvent): void {
  const { world, machines } = activeRun;
  const machine = machines[event.machine];
  if (!machine) return;
  switch (event.type) {
    case 'person':
      void actAsPerson(world, machine, event);
      break;
    case 'kill':
      if (machine.hasWorker()) machine.note('has its worker killed');
      machine.killWorker();
      break;
    case 'sleep':
      machine.sleep();
      world.after(event.span, () => machine.wakeUp());
      break;
    case 'cut':
      machine.setCut(true);
      world.after(event.span, () => machine.setCut(false));
      break;
    case 'deaf':
      machine.note('hears nothing on its channel');
      machine.network.setDeaf(true);
      world.after(event.span, () => machine.network.setDeaf(false));
      break;
    case 'set clock':
      machine.setClock(event.by);
      break;
    case 'full':
      machine.setFull(true);
      world.after(event.span, () => machine.setFull(false));
      break;
    case 'visit':
      void machine.signIn(visitor);
      world.after(event.span, () => void machine.signIn(user));
      break;
    case 'newer':
      for (const change of newerVersionRows(world.now())) activeRun.server.plant(user, change);
      break;
    case 'signed out':
      break;
    case 'retain':
      retain(activeRun);
      break;
    case 'back up':
      activeRun.restore = activeRun.server.backUp();
      break;
    case 'forget':
      machine.note('hears nothing of it: the server forgets');
      if (activeRun.restore) activeRun.restore();
      else activeRun.server.wipe();
      activeRun.server.renewEpochs();
  }
}

/** The server removes old acts. The observer writes down which, and what history said of their sessions. */
function retain({ world, server, observer }: ActiveRun): void {
  const before = server.rows(user);
  const sessions = new Set<unknown>();
  for (const gone of server.retain(user)) {
    observer.removedByRetention.add(gone);
    sessions.add(before.get(gone)?.session_id);
  }
  for (const id of sessions) {
    const history = before.get(`pomodoro_sessions ${String(id)}`);
    if (!history) continue;
    const { outcome, active_time } = history;
    observer.historyAtRetention.push({ at: world.now(), id: history.id, outcome, active_time });
  }
  observer.notes.push({
    at: world.now(),
    machine: 'the server',
    text: `lets go of ${sessions.size} sessions’ acts`,
  });
}
