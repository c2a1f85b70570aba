import { checkBegins } from './begins.ts';
import { checkChoices } from './choices.ts';
import { checkConverge } from './converge.ts';
import { checkEnds } from './ends.ts';
import { checkHistory, checkQuarrels } from './history.ts';
import { checkNoGhosts } from './no-ghosts.ts';
import { checkNothingLost } from './nothing-lost.ts';
import { checkOnce } from './once.ts';
import { checkPeopleFirst } from './people-first.ts';
import { checkRetention } from './retention.ts';
import { checkRings } from './rings.ts';
import { checkTimes } from './times.ts';
import type { Findings, Violation } from '../run/findings.ts';

/** What has to hold, by the names under which it is found broken. */
export const invariants = [
  'Converge',
  'Nothing lost',
  'Once',
  'A person outranks the machine',
  'The end stands',
  'No ghosts',
  'Never stuck',
  'Never mixed',
  'As chosen',
  'True times',
  'Rings',
  'Crash',
];

export interface Verdict {
  violations: Violation[];
  /** Runs into the limits that are known and accepted. */
  knownLimits: number;
}

/** Judges a run by what people did and what is there in the end; none of it asks the replay. */
export function checkRun(findings: Findings): Verdict {
  const ghosts = checkNoGhosts(findings);
  return {
    violations: [
      ...findings.observer.complaints,
      ...findings.visits.complaints,
      ...findings.mixed.map((text) => ({ invariant: 'Never mixed', text })),
      ...checkConverge(findings),
      ...checkNothingLost(findings),
      ...checkOnce(findings),
      ...ghosts.violations,
      ...checkPeopleFirst(findings),
      ...checkTimes(findings),
      ...checkEnds(findings),
      ...checkBegins(findings),
      ...checkRings(findings),
      ...checkHistory(findings),
      ...checkQuarrels(findings),
      ...checkChoices(findings),
      ...checkRetention(findings),
    ],
    knownLimits: ghosts.knownLimits,
  };
}
