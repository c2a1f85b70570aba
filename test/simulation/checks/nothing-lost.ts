import type { Findings, Violation } from '../run/findings.ts';
import { actsStayFor, createExpectations } from './expectations.ts';
import { isTimerAction, tolerance } from './true-acts.ts';
import { checkEdits } from './edits.ts';

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
