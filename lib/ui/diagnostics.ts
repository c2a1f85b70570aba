import type { Status } from '../status.ts';

export interface Diagnosis {
  version: string;
  userAgent: string;
  status: Status;
  waiting: number;
  aside: number;
}

/** Lines that help to find a fault, for a person to read before passing them on: no e-mail, no task, no key. */
export function describeState({ version, userAgent, status, waiting, aside }: Diagnosis): string {
  const { link, problem, server, account, clock_offset } = status;
  return [
    `baton ${version}`,
    userAgent,
    `link: ${link}${problem ? ` (${problem.reason}: ${problem.detail})` : ''}`,
    `server: ${server ? (server.own ? 'own' : 'built-in') : 'none'}, ${account ? 'signed in' : 'signed out'}`,
    `changes: ${waiting} waiting, ${aside} refused`,
    `clock offset: ${Math.round(clock_offset)} ms`,
  ].join('\n');
}
