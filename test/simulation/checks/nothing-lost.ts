import type { Findings, Violation } from '../run/findings.ts';
import type { Deed } from '../people/observer.ts';
import { actsStayFor, createFates } from './expectations.ts';
import { isTimerDeed, nearness } from './true-acts.ts';
import { wereSet } from './machines.ts';

/** Whatever a person was told had worked is on every machine and on the server, or set aside where it was made. */
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
  const fateOf = createFates(findings);
  const stored = new Set(observer.journal.map(({ table, row }) => `${table} ${row.id}`));
  for (const deed of observer.deeds) {
    const { command, answer, ids } = deed;
    const [id] = ids;
    if (!answer?.ok || id === undefined || aside.has(id) || fateOf(deed) !== 'stays') continue;
    const table = isTimerDeed(deed) ? 'pomodoro_checkpoints' : command.type === 'add-task' ? 'tasks' : null;
    if (table === null) continue;
    const isOld = isTimerDeed(deed) && deed.at < findings.endedAt - actsStayFor + nearness;
    if (isOld || observer.retired.has(`${table} ${id}`)) {
      if (!stored.has(`${table} ${id}`))
        complain(`${command.type} ${id} of ${deed.machine} never came to the server`);
      continue;
    }
    for (const place of places) {
      if (!place.ids.has(`${table} ${id}`))
        complain(`${command.type} ${id} of ${deed.machine} is not on ${place.name}`);
    }
  }
  for (const { machine, waiting } of ledgers) {
    if (waiting > 0) complain(`${waiting} changes still wait on ${machine}`);
  }
  return [...violations, ...checkEdits(findings)];
}

/** The last word on a title, an estimate or a switch counts; where two came close together either may. */
function checkEdits(findings: Findings): Violation[] {
  const { observer, ledgers } = findings;
  const wasSet = wereSet(findings);
  const [first] = ledgers;
  if (!first) return [];
  const shown = new Map<string, unknown>();
  for (const task of first.tables.tasks) {
    shown.set(`${task.id} title`, task.title);
    shown.set(`${task.id} estimate`, task.estimated_pomodoros);
    shown.set(`${task.id} deleted`, task.deleted_at !== null);
    shown.set(`${task.id} done`, task.completed_at !== null);
  }
  for (const { pomodoro_settings } of first.tables.users) {
    shown.set('auto-start', pomodoro_settings.auto_start_focus);
  }
  const words = new Map<string, { deed: Deed; value: unknown }[]>();
  const aside = new Set(ledgers.flatMap(({ setAside }) => setAside.map(({ change }) => change.row.id)));
  const fateOf = createFates(findings);
  for (const deed of saidAgain(observer.deeds)) {
    // An act that died may have been written all the same.
    if (deed.answer && !deed.answer.ok && deed.answer.reason !== 'storage_full') continue;
    if (fateOf(deed) === 'goes') continue;
    for (const [field, value] of fieldsOf(deed)) {
      words.set(field, [...(words.get(field) ?? []), { deed, value }]);
    }
  }
  return [...words].flatMap(([field, said]) => {
    const sure = said.filter(({ deed }) => deed.answer?.ok && fateOf(deed) === 'stays');
    const last = sure.at(-1);
    const [task = ''] = field.split(' ');
    if (aside.has(task) || observer.retired.has(`tasks ${task}`)) return [];
    if (!last || (field.endsWith('done') && shown.get(field) === undefined)) return [];
    const isVague = said.some(({ deed }) => wasSet.has(deed.machine));
    const possible = said.filter(
      ({ deed }) => isVague || deed.at >= last.deed.at - nearness || fateOf(deed) === 'either',
    );
    if (possible.some(({ value }) => value === shown.get(field))) return [];
    const text = `${field} is ${String(shown.get(field))}, though ${last.deed.machine} made it ${String(last.value)}`;
    return [{ invariant: 'Nothing lost', text }];
  });
}

/** Who keeps only what is on a machine says so of each switch that was set there before. */
function saidAgain(deeds: readonly Deed[]): Deed[] {
  return deeds.flatMap((deed) => {
    const { command, machine, at } = deed;
    if (command.type !== 'join' || command.choice !== 'here' || (deed.answer && !deed.answer.ok))
      return [deed];
    const own = deeds.findLast(
      (earlier) =>
        earlier.machine === machine &&
        earlier.owner === null &&
        earlier.at <= at &&
        earlier.command.type === 'set-preferences' &&
        earlier.answer?.ok,
    );
    return own ? [deed, { ...deed, command: own.command, owner: 'ada' }] : [deed];
  });
}

function fieldsOf({ command, ids }: Deed): [field: string, value: unknown][] {
  switch (command.type) {
    case 'add-task':
      return [
        [`${ids[0]} title`, command.title],
        [`${ids[0]} estimate`, command.estimate],
      ];
    case 'edit-task':
      return [
        ...(command.title === undefined ? [] : [[`${command.id} title`, command.title] as [string, unknown]]),
        ...(command.estimate === undefined
          ? []
          : [[`${command.id} estimate`, command.estimate] as [string, unknown]]),
      ];
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
