import type { Findings } from '../run/findings.ts';
import type { Action } from '../people/observer.ts';

/**
 * Whether what an action wrote is there in the end. It goes if somebody chose so. Either is right where it was waiting
 * when everything was removed from the machine, and where the worker died over the choice.
 */
export type Expectation = 'stays' | 'goes' | 'either';

/** The acts of a session that was over longer ago (milliseconds) than this may go. */
export const actsStayFor = 30 * 24 * 60 * 60 * 1000;

export function createExpectations({
  observer,
}: Pick<Findings, 'observer'>): (action: Action) => Expectation {
  const joins = observer.actions.filter(({ command }) => command.type === 'join');
  const removed = new Map<string, number>();
  for (const { machine, at, row } of observer.removed)
    removed.set(`${machine} ${row.table} ${row.row.id}`, at);

  return ({ machine, at, owner, ids, command }) => {
    const choice = owner === null && joins.find((join) => join.machine === machine && join.at >= at);
    if (choice && choice.command.type === 'join' && choice.command.choice === 'account') {
      return choice.answer?.ok ? 'goes' : 'either';
    }
    const rows = [
      `tasks ${'id' in command ? command.id : ids[0]}`,
      `pomodoro_checkpoints ${ids[0]}`,
      ...('corrections' in command
        ? command.corrections.map(({ session }) => `pomodoro_sessions ${session}`)
        : []),
      ...(command.type === 'set-preferences' || command.type === 'edit-preset' ? ['users ada'] : []),
    ];
    const hasWaited = rows.some((row) => (removed.get(`${machine} ${row}`) ?? -Infinity) >= at);
    return hasWaited ? 'either' : 'stays';
  };
}
