import { i18n } from '#i18n';
import type { Status } from '../../messages/status.ts';
import { briefTime } from '../kit/date-text.ts';
import { isFresh, type SeenContact } from './contact-signal.ts';

export interface SyncSummary {
  /** `late`: all is here, but changes come late. `past`: the last word of the server is too old to say more. */
  kind: Status['link'] | 'late' | 'past';
  text: string;
  /** The section of the options that a press leads to. Null where the popup has the details itself. */
  section: 'account' | null;
}

/** Says in words how this browser stands to the server. `waiting` and `setAside` count changes. */
export function syncSummary(
  { link, joining, problem }: Pick<Status, 'link' | 'joining' | 'problem'>,
  waiting: number,
  setAside: number,
  contact: SeenContact,
): SyncSummary {
  if (link === 'signed-out') {
    const text = joining ? i18n.t('light.joining') : i18n.t('light.here_only');
    return { kind: link, text, section: 'account' };
  }
  const reason = link === 'problem' && problem?.reason;
  // Only the person can help: by signing in, or by saying what becomes of the data on this browser.
  if (reason === 'session_expired' || reason === 'device_removed' || reason === 'account_deleted') {
    return { kind: link, text: i18n.t(`light.${reason}`), section: 'account' };
  }
  if (link === 'problem' || (link === 'synced' && setAside > 0)) {
    return { kind: 'problem', text: i18n.t('light.problem'), section: null };
  }
  if (link === 'offline') {
    return {
      kind: link,
      text: waiting > 0 ? i18n.t('light.offline_waiting', waiting) : i18n.t('light.offline'),
      section: null,
    };
  }
  if (link === 'synced') return syncedSummary(contact);
  return { kind: link, text: i18n.t(`light.${link}`), section: null };
}

/** The background asked last when it was awake. Until it has asked again, nobody knows what is new. */
function syncedSummary(contact: SeenContact): SyncSummary {
  const { heard_at, is_late, at } = contact;
  if (heard_at === null) return { kind: 'syncing', text: i18n.t('light.syncing'), section: null };
  if (!isFresh(contact)) {
    return { kind: 'past', text: i18n.t('light.synced_at', [briefTime(heard_at, at)]), section: null };
  }
  const kind = is_late ? 'late' : 'synced';
  return { kind, text: i18n.t(`light.${kind}`), section: null };
}
