import '../kit/form.css';
import './no-history.css';
import { i18n } from '#i18n';
import type { TimerView } from '../../timer/view.ts';
import { SpokenText, useComplaint } from '../kit/spoken.tsx';
import { reasonText } from '../page/reason-text.ts';
import type { StatisticsEnvironment } from './environment.ts';

export interface NoHistoryProps {
  view: TimerView;
  environment: Pick<StatisticsEnvironment, 'start' | 'openImport'>;
  /** Opens the day on which a session can be added by hand. Null where it is open. */
  onAdd: (() => void) | null;
}

/** Says what will be here, and offers the ways to it. */
export function NoHistory({ view, environment, onAdd }: NoHistoryProps) {
  const [complaint, complain] = useComplaint();
  async function start() {
    const answer = await environment.start();
    complain(answer.ok ? '' : reasonText(answer.reason));
  }
  const { state, phase } = view;
  const isOpen = state === 'running' || state === 'paused';
  return (
    <section class="stats-empty">
      <h2>{i18n.t('stats.empty_title')}</h2>
      <p class="stats-soft">{i18n.t('stats.empty_text')}</p>
      <SpokenText text={isOpen && i18n.t(`announce.${state}.${phase}`)} />
      <div class="buttons">
        {!isOpen && (
          <button type="button" class="strong" onClick={() => void start()}>
            {i18n.t('timer.start_phase.work')}
          </button>
        )}
        {onAdd && (
          <button type="button" class="chip" onClick={onAdd}>
            {i18n.t('stats.add_session')}
          </button>
        )}
        <button type="button" class="chip" onClick={environment.openImport}>
          {i18n.t('stats.import')}
        </button>
      </div>
      <p class="complaint">{complaint}</p>
    </section>
  );
}
