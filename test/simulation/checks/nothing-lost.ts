import type { Findings, Violation } from '../run/findings.ts';
import type { Action } from '../people/observer.ts';
import { actsStayFor, createExpectations } from './expectations.ts';
import { isTimerAction, tolerance } from './true-acts.ts';
import { wereSet } from './machines.ts';

/** Everything that was answered with success is on every machine and on the server, or set aside where it was made. */
export function checkNothingLost(findings: Findings): Violation[] {
  const { observer, ledgers, served } = findings;
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'Nothing lost', text });
  const places = [
    { name: 'the server', ids: new Set(served.map(({ table, row }) => `${table} ${row.id}`)) },
    ...ledgers.map(({ machine, tables }) => ({
      name: machine,
      ids: new Set(Object.entries(tables).flatMap(([table, rows]) => rows.map(({ id }) => `${table} ${id}`))),
    })),
  ];
  const aside = new Set(ledgers.flatMap(({ setAside }) => setAside.map(({ change }) => change.row.id)));
  const expectationOf = createExpectations(findings);
  const stored = new Set(observer.stored.map(({ table, row }) => `${table} ${row.id}`));
  for (const action of observer.actions) {
    const { command, answer, ids } = action;
    const [id] = ids;
    if (!answer?.ok || id === undefined || aside.has(id) || expectationOf(action) !== 'stays') continue;
    const table = isTimerAction(action)
      ? 'pomodoro_checkpoints'
      : command.type === 'add-task'
        ? 'tasks'
        : null;
    if (table === null) continue;
    const isOld = isTimerAction(action) && action.at < findings.endedAt - actsStayFor + tolerance;
    if (isOld || observer.removedByRetention.has(`${table} ${id}`)) {
      if (!stored.has(`${table} ${id}`))
        complain(`${command.type} ${id} of ${action.machine} never came to the server`);
      continue;
    }
    for (const place of places) {
      if (!place.ids.has(`${table} ${id}`))
        complain(`${command.type} ${id} of ${action.machine} is not on ${place.name}`);
    }
  }
  for (const { machine, waiting } of ledgers) {
    if (waiting > 0) complain(`${waiting} changes still wait on ${machine}`);
  }
  return [...violations, ...checkEdits(findings)];
}

/** The last edit of a title, an estimate, tags or a switch counts. Of two that came close together, either may. */
function checkEdits(findings: Findings): Violation[] {
  const { observer, ledgers } = findings;
  const wasSet = wereSet(findings);
  const [first] = ledgers;
  if (!first) return [];
  const shown = new Map<string, unknown>();
  for (const task of first.tables.tasks) {
    shown.set(`${task.id} title`, task.title);
    shown.set(`${task.id} estimate`, task.estimated_pomodoros);
    shown.set(`${task.id} tags`, task.tags ?? '');
    shown.set(`${task.id} deleted`, task.deleted_at !== null);
    shown.set(`${task.id} done`, task.completed_at !== null);
  }
  for (const { pomodoro_settings } of first.tables.users) {
    shown.set('auto-start', pomodoro_settings.auto_start_focus);
  }
  const words = new Map<string, { action: Action; value: unknown }[]>();
  const aside = new Set(ledgers.flatMap(({ setAside }) => setAside.map(({ change }) => change.row.id)));
  const expectationOf = createExpectations(findings);
  for (const action of withJoinEdits(observer.actions)) {
    // An action that was never answered may have been written all the same.
    if (action.answer && !action.answer.ok && action.answer.reason !== 'storage_full') continue;
    if (expectationOf(action) === 'goes') continue;
    for (const [field, value] of fieldsOf(action)) {
      words.set(field, [...(words.get(field) ?? []), { action, value }]);
    }
  }
  return [...words].flatMap(([field, said]) => {
    const sure = said.filter(({ action }) => action.answer?.ok && expectationOf(action) === 'stays');
    const last = sure.at(-1);
    const [task = ''] = field.split(' ');
    if (aside.has(task) || observer.removedByRetention.has(`tasks ${task}`)) return [];
    if (!last || (field.endsWith('done') && shown.get(field) === undefined)) return [];
    const isVague = said.some(({ action }) => wasSet.has(action.machine));
    const possible = said.filter(
      ({ action }) =>
        isVague || action.at >= last.action.at - tolerance || expectationOf(action) === 'either',
    );
    if (possible.some(({ value }) => value === shown.get(field))) return [];
    const text = `${field} is ${String(shown.get(field))}, though ${last.action.machine} made it ${String(last.value)}`;
    return [{ invariant: 'Nothing lost', text }];
  });
}

/** The choice `here` at a sign-in sets each switch once more to what it was on that machine. */
function withJoinEdits(actions: readonly Action[]): Action[] {
  return actions.flatMap((action) => {
    const { command, machine, at } = action;
    if (command.type !== 'join' || command.choice !== 'here' || (action.answer && !action.answer.ok))
      return [action];
    const own = actions.findLast(
      (earlier) =>
        earlier.machine === machine &&
        earlier.owner === null &&
        earlier.at <= at &&
        earlier.command.type === 'set-preferences' &&
        earlier.answer?.ok,
    );
    return own ? [action, { ...action, command: own.command, owner: 'ada' }] : [action];
  });
}

function fieldsOf({ command, ids }: Action): [field: string, value: unknown][] {
  switch (command.type) {
    case 'add-task':
      return [
        [`${ids[0]} title`, command.title],
        [`${ids[0]} estimate`, command.estimate],
      ];
    case 'edit-task': {
      const { id, title, estimate, tags } = command;
      const fields: [string, unknown][] = [
        [`${id} title`, title],
        [`${id} estimate`, estimate],
        [`${id} tags`, tags?.join(' ')],
      ];
      return fields.filter(([, value]) => value !== undefined);
    }
    case 'delete-task':
      return [[`${command.id} deleted`, command.deleted]];
    case 'complete-task':
      return [[`${command.id} done`, command.done]];
    case 'set-preferences':
      return [['auto-start', command.preferences.auto_start_focus]];
    default:
      return [];
  }
}
