import '../kit/segments.css';
import './period-picker.css';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { neighbourPeriod, type HistoryRange, type Period, type Scope } from '../../statistics/period.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import { left, right } from '../kit/icon-paths.ts';
import { useAnnounce } from '../kit/announcer.tsx';
import { Icon } from '../kit/icon.tsx';

export interface PeriodPickerProps {
  period: Period;
  extent: HistoryRange;
  formatter: Formatter;
  onScope(scope: Scope): void;
  onPeriod(period: Period): void;
}

export const scopes = ['week', 'month', 'year', 'all'] as const;

/** Names the period that the charts show, steps to its neighbours and chooses its length. */
export function PeriodPicker({ period, extent, formatter, onScope, onPeriod }: PeriodPickerProps) {
  const { scope } = period;
  const step = (by: -1 | 1) => {
    const next = neighbourPeriod(period, by, extent);
    if (next) onPeriod(next);
  };
  const title =
    scope === 'all' ? i18n.t('stats.all_since', [formatter.date(period.from)]) : formatter.period(period);
  const announce = useAnnounce();
  const shown = useRef(title);
  useEffect(() => {
    if (shown.current !== title) announce(title);
    shown.current = title;
  }, [announce, title]);
  return (
    <div class="period">
      <h2 class="period-title">{title}</h2>
      <div class="period-steps" hidden={scope === 'all'}>
        <Step
          name={i18n.t('stats.earlier')}
          d={left}
          to={neighbourPeriod(period, -1, extent)}
          go={() => step(-1)}
        />
        <Step
          name={i18n.t('stats.later')}
          d={right}
          to={neighbourPeriod(period, 1, extent)}
          go={() => step(1)}
        />
      </div>
      <fieldset class="segments">
        <legend class="unseen">{i18n.t('stats.scope')}</legend>
        {scopes.map((name) => (
          <label key={name} class="segment">
            <input type="radio" name="scope" checked={name === scope} onChange={() => onScope(name)} />
            <span class="segment-name">{i18n.t(`stats.${name}`)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

interface StepProps {
  name: string;
  d: string;
  to: Period | null;
  go(): void;
}

/** At the end of the history it does nothing. It stays there, because the focus may be on it. */
function Step({ name, d, to, go }: StepProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      title={name}
      aria-disabled={to === null}
      onClick={go}
    >
      <Icon d={d} />
    </button>
  );
}
