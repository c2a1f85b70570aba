import './tags-refused.css';
import { i18n } from '#i18n';
import { tagIn } from '../../../tags/read-tags.ts';
import { wordsIn } from './quick-add.ts';

/** Says of a text with tags that the server keeps none. They stay in the title. */
export function TagsRefused({ text }: { text: string }) {
  return wordsIn(text).some((word) => tagIn(word) !== null) ? (
    <p class="tags-refused">{i18n.t('reason.server_keeps_no_tags')}</p>
  ) : null;
}
