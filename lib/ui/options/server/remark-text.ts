import { i18n } from '#i18n';
import type { Remark } from '../../../messages/remark.ts';
import { reasonText } from '../../page/reason-text.ts';

/** The sentence for what there is to know about a server. */
export function remarkText({ word = 'unexpected', values: [value = ''] = [] }: Remark): string {
  switch (word) {
    case 'open_to_strangers':
    case 'clock_off':
      return i18n.t(`check.${word}`, [value]);
    case 'earlier_schema':
    case 'realtime_missing':
    case 'realtime_open':
    case 'no_way_in':
      return i18n.t(`check.${word}`);
    default:
      return reasonText(word);
  }
}
