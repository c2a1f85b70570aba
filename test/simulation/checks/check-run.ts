import { checkBegins } from './begins.ts';
import { checkChoices } from './choices.ts';
import { checkConverge } from './converge.ts';
import { checkCorrections } from './corrections.ts';
import { checkDevices } from './devices.ts';
import { checkEnds } from './ends.ts';
import { checkHistory, checkRewrites } from './history.ts';
import { checkNeverLate } from './never-late.ts';
import { checkNoGhosts } from './no-ghosts.ts';
import { checkNothingLost } from './nothing-lost.ts';
import { checkOnce } from './once.ts';
import { checkPeopleFirst } from './people-first.ts';
import { checkRetention } from './retention.ts';
import { checkRings } from './rings.ts';
import { checkSessionTasks } from './session-tasks.ts';
import { checkSetClocks } from './set-clocks.ts';
import { checkTimes } from './times.ts';
import type { Findings, Violation } from '../run/findings.ts';

/** What has to hold, by the names under which violations are reported. */
export const invariants = [
  'Converge',
  'Nothing lost',
  'Once',
  'A person outranks the machine',
  'The end stands',
  'No ghosts',
  'Never stuck',
  'Never mixed',
  'Never late',
  'As chosen',
  'True times',
  'Rings',
  'Only Auth ends a login',
  'Crash',
];

export interface Verdict {
  violations: Violation[];
  /** How often the run met a limit that we accept. */
  knownLimits: number;
}

/** Judges a run by what people did and by what is there in the end. None of the checks asks the replay. */
export function checkRun(findings: Findings): Verdict {
  const ghosts = checkNoGhosts(findings);
  return {
    violations: [
      ...findings.observer.violations,
      ...findings.visits.violations,
      ...findings.mixed.map((text) => ({ invariant: 'Never mixed', text })),
      ...checkDevices(findings),
      ...checkConverge(findings),
      ...checkNeverLate(findings),
      ...checkNothingLost(findings),
      ...checkOnce(findings),
      ...ghosts.violations,
      ...checkPeopleFirst(findings),
      ...checkSessionTasks(findings),
      ...checkTimes(findings),
      ...checkSetClocks(findings),
      ...checkEnds(findings),
      ...checkBegins(findings),
      ...checkRings(findings),
      ...checkHistory(findings),
      ...checkRewrites(findings),
      ...checkChoices(findings),
      ...checkRetention(findings),
      ...checkCorrections(findings),
    ],
    knownLimits: ghosts.knownLimits,
  };
}
