import { i18n } from '#i18n';
import type { CorrectionFault } from '../../../corrections/correction.ts';
import { reasonText } from '../../page/reason-text.ts';

/** The sentence for a fault. `nameOf` says what another session is called: when it was and what. */
export function faultText(
  { reason, other }: CorrectionFault,
  nameOf: (session: string) => string | null,
): string {
  const name = reason === 'session_overlaps' && other !== undefined ? nameOf(other) : null;
  return name === null ? reasonText(reason) : i18n.t('stats.has_minutes', [name]);
}
