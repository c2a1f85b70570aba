import './join-question.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { StoredRows } from '../../../files/stored-rows.ts';
import type { JoinChoice } from '../../../store/move-ledger.ts';
import { replay } from '../../../timer/replay.ts';
import { readSettings } from '../../../timer/settings.ts';
import { viewTimer } from '../../../timer/view.ts';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { listText } from '../../kit/list-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';

export interface JoinQuestionProps {
  joining: { id: string; email: string; owner?: string };
  actions: PageActions;
  /** Reads a database of this browser. Null is the one from before the sign-in. */
  read(owner: string | null): Promise<StoredRows>;
  now(): number;
  /** Whether the question appeared while the page was open. Then it takes the focus. */
  isNew: boolean;
}

const choices = ['both', 'account', 'here'] as const satisfies readonly JoinChoice[];

/** Browser and account both have data. Shows how much, and asks what to keep before anything is sent. */
export function JoinQuestion({ joining, actions, read, now, isNew }: JoinQuestionProps) {
  const { email, owner = joining.id } = joining;
  const question = useRef<HTMLHeadingElement>(null);
  const [sides, setSides] = useState<{ here: string; there: string } | null>(null);
  const [choice, choose] = useState<JoinChoice>('both');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  useEffect(() => {
    void Promise.all([read(null), read(owner)]).then(
      ([here, there]) => setSides({ here: inWords(here, now()), there: inWords(there, now()) }),
      () => setSides(null),
    );
  }, [owner, read, now]);

  useLayoutEffect(() => {
    if (isNew) question.current?.focus();
  }, [isNew]);

  async function goOn() {
    if (isWorking) return;
    setWorking(true);
    const answer = await actions.request({ type: 'join', choice });
    setWorking(false);
    complain(answer.ok ? '' : reasonText(answer.reason));
  }
  return (
    <div class="card" role="group" aria-labelledby="join-title">
      <h3 id="join-title" class="subtitle" ref={question} tabIndex={-1}>
        {i18n.t('join.title')}
      </h3>
      <p class="signed-in">{email}</p>
      <p class="hint">{i18n.t('join.text')}</p>
      <dl class="sides">
        <dt>{i18n.t('join.here')}</dt>
        <dd>{sides?.here}</dd>
        <dt>{i18n.t('join.there')}</dt>
        <dd>{sides?.there}</dd>
      </dl>
      {choices.map((one) => (
        <div key={one}>
          <label class="tick">
            <input
              type="radio"
              class="radio"
              name="join"
              checked={choice === one}
              aria-describedby={`join-${one}`}
              onChange={() => choose(one)}
            />
            {nameOf(one)}
          </label>
          <p id={`join-${one}`} class="hint under-tick">
            {textOf(one)}
          </p>
        </div>
      ))}
      <p class="complaint">{complaint}</p>
      <div class="buttons">
        <button
          type="button"
          class="quiet"
          onClick={() => void actions.send({ type: 'sign-out', keep: true })}
        >
          {i18n.t('join.cancel')}
        </button>
        <button type="button" class="strong" aria-disabled={isWorking} onClick={() => void goOn()}>
          {isWorking ? i18n.t('account.working') : i18n.t('join.go')}
        </button>
      </div>
    </div>
  );
}

function nameOf(choice: JoinChoice): string {
  if (choice === 'both') return i18n.t('join.both');
  return choice === 'account' ? i18n.t('join.account') : i18n.t('join.mine');
}

function textOf(choice: JoinChoice): string {
  if (choice === 'both') return i18n.t('join.both_text');
  return choice === 'account' ? i18n.t('join.account_text') : i18n.t('join.mine_text');
}

function inWords({ tasks, sessions, checkpoints, user }: StoredRows, now: number): string {
  const open = tasks.filter(({ deleted_at }) => deleted_at === null).length;
  const run = sessions.filter(({ end_time }) => end_time !== null).length;
  const { timer } = replay(checkpoints, now);
  const { state } = viewTimer(timer, readSettings(user?.pomodoro_settings ?? {}), now);
  const parts = [i18n.t('join.tasks', open), i18n.t('join.sessions', run)];
  if (state === 'running' || state === 'paused') parts.push(i18n.t('join.running'));
  return listText(parts);
}
