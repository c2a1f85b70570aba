import '../kit/segments.css';
import './period-picker.css';
import { i18n } from '#i18n';
import { neighbourPeriod, type HistoryRange, type Period, type Scope } from '../../statistics/period.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import { left, right } from '../kit/icon-paths.ts';
import { useAnnounceChange } from './announce-change.ts';
import { Step } from './step.tsx';

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
  const earlier = neighbourPeriod(period, -1, extent);
  const later = neighbourPeriod(period, 1, extent);
  const title =
    scope === 'all' ? i18n.t('stats.all_since', [formatter.date(period.from)]) : formatter.period(period);
  useAnnounceChange(title);
  return (
    <div class="period">
      <h2 class="period-title">{title}</h2>
      <div class="period-steps" hidden={scope === 'all'}>
        <Step
          name={i18n.t('stats.earlier')}
          d={left}
          leads={earlier !== null}
          go={() => earlier && onPeriod(earlier)}
        />
        <Step
          name={i18n.t('stats.later')}
          d={right}
          leads={later !== null}
          go={() => later && onPeriod(later)}
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
