import { i18n } from '#i18n';
import { readMailProof, type MailProof, type MailPurpose } from '../../../sync/mail-proof.ts';
import { plainDigits } from '../../kit/plain-digits.ts';
import { reasonText } from '../../page/reason-text.ts';

/** What was pasted from a mail, or the sentence that says what is wrong with it. */
export function readProof(
  typed: string,
  server: string,
  purpose: MailPurpose,
): { ok: true; proof: MailProof } | { ok: false; text: string } {
  const read = readMailProof(plainDigits(typed), server, purpose);
  if (read.ok) return read;
  const { reason, host } = read;
  if (reason === 'nothing') return { ok: false, text: i18n.t('mail.missing') };
  const here = URL.parse(server)?.host ?? server;
  return { ok: false, text: host ? i18n.t('mail.other_server', [host, here]) : reasonText(reason) };
}
