import type { Findings, Violation } from '../run/findings.ts';
import type { Action } from '../people/observer.ts';
import { anything, correctedFields, shownCorrections } from './corrected-fields.ts';
import { createExpectations } from './expectations.ts';
import { wereSet } from './machines.ts';
import { tolerance } from './true-acts.ts';

/** What is below is a length or a count, and no instant. */
const firstInstant = Date.UTC(2000, 0);

/**
 * The last edit of a title, an estimate, tags or a switch counts, and the last correction of a field. Of two that came
 * close together, either may.
 */
export function checkEdits(findings: Findings): Violation[] {
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
  for (const [field, value] of shownCorrections(first.tables.pomodoro_sessions)) shown.set(field, value);
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
    if (possible.some(({ value }) => isShown(value, shown.get(field)))) return [];
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

/** Instants move with the clock of whoever signs in, as far as that is off. */
function isShown(value: unknown, shown: unknown): boolean {
  if (value === shown || value === anything || shown === anything) return true;
  return typeof value === 'number' && typeof shown === 'number' && value > firstInstant
    ? Math.abs(value - shown) <= tolerance
    : false;
}

function fieldsOf(action: Action): [field: string, value: unknown][] {
  const { command, ids } = action;
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
    case 'correct-sessions':
      return correctedFields(action);
    default:
      return [];
  }
}
