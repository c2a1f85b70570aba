import { i18n } from '#i18n';
import type { Status } from '../../messages/status.ts';

export interface SyncSummary {
  kind: Status['link'];
  text: string;
  /** The section of the options that a press leads to. Null where the popup has the details itself. */
  section: 'account' | 'server' | null;
}

/** Says in words how this browser stands to the server. `waiting` and `setAside` count changes. */
export function syncSummary(
  { link, server, joining, problem }: Pick<Status, 'link' | 'server' | 'joining' | 'problem'>,
  waiting: number,
  setAside: number,
): SyncSummary {
  if (link === 'signed-out') {
    if (!server) return { kind: link, text: i18n.t('light.connect'), section: 'server' };
    const text = joining ? i18n.t('light.joining') : i18n.t('light.sign_in');
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
  return { kind: link, text: i18n.t(`light.${link}`), section: null };
}
