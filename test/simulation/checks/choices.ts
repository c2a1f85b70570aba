import type { Findings, Violation } from '../run/findings.ts';
import { createExpectations } from './expectations.ts';
import { tolerance } from './true-acts.ts';

/** What somebody chose to keep at a sign-in is what there is in the end. */
export function checkChoices(findings: Findings): Violation[] {
  const { observer, served } = findings;
  const expectationOf = createExpectations(findings);
  const there = new Set(served.map(({ row }) => row.id));
  const complain = (text: string): Violation => ({ invariant: 'As chosen', text });
  const givenUp = observer.actions
    .filter(
      (action) => expectationOf(action) === 'goes' && action.ids[0] !== undefined && there.has(action.ids[0]),
    )
    .map(({ machine, command, ids }) =>
      complain(`${command.type} ${ids[0]} of ${machine} was given up, and is there`),
    );
  return [...givenUp, ...checkHere(findings, complain)];
}

/** After the choice `here`, tasks that only the account had are deleted, and tasks made here are there. */
function checkHere({ observer, served }: Findings, complain: (text: string) => Violation): Violation[] {
  const tasks = new Map(served.flatMap(({ table, row }) => (table === 'tasks' ? [[row.id, row]] : [])));
  const deleted = new Set(
    observer.actions.flatMap(({ command }) => (command.type === 'delete-task' ? [command.id] : [])),
  );
  return observer.actions.flatMap((join) => {
    if (join.command.type !== 'join' || join.command.choice !== 'here' || !join.answer?.ok) return [];
    const asked = observer.actions.findLast(
      ({ machine, command, at }) => machine === join.machine && command.type === 'sign-in' && at <= join.at,
    );
    const before = (asked?.at ?? 0) - tolerance;
    return observer.actions.flatMap(({ command, ids, machine, at, owner, answer }) => {
      const task = tasks.get(ids[0] ?? '');
      if (command.type !== 'add-task' || !answer?.ok || !task || at > join.at) return [];
      if (owner === null && machine === join.machine) {
        const isLost = task.deleted_at !== null && !deleted.has(task.id);
        return isLost ? [complain(`${task.id} was kept on ${machine}, and is deleted`)] : [];
      }
      const stored = observer.stored.find(({ row }) => row.id === task.id);
      const wasThere = stored !== undefined && stored.at < before;
      if (!wasThere || task.deleted_at !== null) return [];
      return [complain(`${task.id} was the account’s before only what is on ${join.machine} was kept`)];
    });
  });
}
