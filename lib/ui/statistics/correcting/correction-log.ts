import type { Signal } from '@preact/signals';
import type { Correction } from '../../../corrections/correction.ts';
import { invertCorrections } from '../../../corrections/invert-corrections.ts';
import { correct, type Corrected, type CorrectionState } from '../../../corrections/judge-corrections.ts';
import { currentSessions } from '../../../corrections/session-row.ts';
import type { Answer } from '../../../messages/answer.ts';
import { rulesVersion } from '../../../timer/replay.ts';
import type { PageActions } from '../../page/actions.ts';
import type { PageSignals } from '../../page/signals.ts';

/** Corrections that were carried out on this page, and how to take them back. */
export interface DoneCorrection {
  /** What was done, in words. */
  text: string;
  inverse: readonly Correction[];
  /** What gets the focus when they are taken back: a session's id, or `add` for the button that adds one. */
  returnsTo: string;
}

/** So many can be taken back. */
export const mostUndone = 10;

export interface CorrectionLog {
  /** What would become of them. */
  judge(corrections: readonly Correction[]): Corrected;
  carryOut(
    corrections: readonly Correction[],
    done: Pick<DoneCorrection, 'text' | 'returnsTo'>,
  ): Promise<Answer>;
}

export interface CorrectionLogDeps {
  signals: Pick<PageSignals, 'history' | 'replayed' | 'settings' | 'now'>;
  actions: Pick<PageActions, 'request'>;
  /** The newest last. It outlives the log, which comes and goes with the list of a day. */
  done: Signal<readonly DoneCorrection[]>;
}

export function createCorrectionLog({ signals, actions, done }: CorrectionLogDeps): CorrectionLog {
  const state = (): CorrectionState => ({
    sessions: currentSessions(signals.history.peek(), signals.replayed.peek().sessions, rulesVersion),
    now: signals.now.peek(),
    beside: { preset_type: signals.settings.peek().preset },
  });
  return {
    judge: (corrections) => correct(corrections, state()),
    async carryOut(corrections, { text, returnsTo }) {
      const before = new Map(state().sessions.map((row) => [row.id, row]));
      const answer = await actions.request({ type: 'correct-sessions', corrections: [...corrections] });
      if (answer.ok) {
        const inverse = invertCorrections(corrections, before);
        done.value = [...done.peek(), { text, inverse, returnsTo }].slice(-mostUndone);
      }
      return answer;
    },
  };
}

/** Takes corrections back. Those that are refused stay, to be tried again. */
export async function takeBack(
  undone: DoneCorrection,
  { actions, done }: { actions: Pick<PageActions, 'send'>; done: CorrectionLogDeps['done'] },
): Promise<boolean> {
  const isTaken = await actions.send({ type: 'correct-sessions', corrections: [...undone.inverse] });
  if (isTaken) done.value = done.peek().filter((one) => one !== undone);
  return isTaken;
}
