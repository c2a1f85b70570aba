import type { Findings } from './findings.ts';
import type { Action, Frame } from '../people/observer.ts';
import type { Verdict } from '../checks/check-run.ts';

/** A run as text, in the order of true time: who did what, what screens showed, and which invariants broke. */
export function describeRun(findings: Findings, { violations }: Verdict): string {
  const name = createNames();
  const { plan, begun, observer, faultsEndedAt } = findings;
  const clocks = plan.machines.map(({ off }, index) => `d${index} ${signed(off)} s`).join(', ');
  const lines: { at: number; text: string }[] = [
    { at: begun, text: `Clocks are off by: ${clocks}. Focus ${plan.preset.work_duration} min.` },
    ...observer.notes.map(({ at, machine, text }) => ({ at, text: `${machine} ${text}` })),
    ...observer.actions.map((action) => ({ at: action.at, text: actionLine(action, name) })),
    ...changesOf(observer.frames).map((frame) => ({ at: frame.at, text: frameLine(frame, begun, name) })),
    { at: faultsEndedAt, text: 'All networks and machines work from here on' },
  ];
  lines.sort((a, b) => a.at - b.at);
  return [
    ...lines.map(({ at, text }) => `${minutes(at - begun)}  ${text}`),
    '',
    ...violations.map(({ invariant, text }) => `${invariant}: ${name(text)}`),
  ].join('\n');
}

/** Frames that differ from the one before on the same machine. */
function changesOf(frames: readonly Frame[]): Frame[] {
  const last = new Map<string, string>();
  return frames.filter(({ machine, view }) => {
    const shown = `${view.state} ${view.session_id} ${view.ends_at} ${view.lead}`;
    const isChange = last.get(machine) !== shown;
    last.set(machine, shown);
    return isChange;
  });
}

function actionLine(
  { machine, command, seen, answer, isTrusted }: Action,
  name: (text: string) => string,
): string {
  const { type, ...rest } = command;
  const about = Object.keys(rest).length > 0 ? ` ${name(JSON.stringify(rest))}` : '';
  const shown = seen ? `, seeing ${seen.state} ${name(seen.session_id ?? '')}` : '';
  const outcome = answer === null ? 'no answer' : answer.ok ? 'ok' : answer.reason;
  return `${machine}: somebody does ${type}${about}${shown}: ${outcome}${isTrusted ? '' : ' (clock not trusted)'}`;
}

function frameLine({ machine, view }: Frame, begun: number, name: (text: string) => string): string {
  const end = view.ends_at === null ? '' : ` to ${minutes(view.ends_at - begun).trim()}`;
  return `   ${machine} shows ${view.state} ${view.phase} ${name(view.session_id ?? '')}${end}`;
}

/** Short names for ids, numbered as they come up. */
function createNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|d\d-\d{4}/g, (id) => {
      const name = names.get(id) ?? `#${names.size + 1}`;
      names.set(id, name);
      return name;
    });
}

function minutes(span: number): string {
  return (span / 60_000).toFixed(3).padStart(9);
}

function signed(span: number): string {
  return `${span >= 0 ? '+' : ''}${Math.round(span / 1000)}`;
}
