import '../../kit/form.css';
import '../panel.css';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { siteName } from '../../../focus/site-name.ts';
import { readSite, siteOfHost } from '../../../focus/site.ts';
import { maxSites, type Settings } from '../../../timer/settings.ts';
import { useSitesNotPermitted } from '../../focus/use-sites-not-permitted.ts';
import { IconButton } from '../../kit/icon-button.tsx';
import { cross } from '../../kit/icon-paths.ts';
import { listText } from '../../kit/list-text.ts';
import { SpokenText } from '../../kit/spoken.tsx';
import { SwitchRow } from '../../kit/switch-row.tsx';
import type { PageActions } from '../../page/actions.ts';
import type { PopupFocus } from './environment.ts';

export interface FocusPanelProps {
  settings: Settings;
  actions: PageActions;
  environment: PopupFocus;
  /** Leads to the list. */
  onList(): void;
  onClose(): void;
}

/** Switches focus mode, and blocks the site that is open in the tab in front. */
export function FocusPanel({ settings, actions, environment, onList, onClose }: FocusPanelProps) {
  const { focus_mode, sites } = settings;
  const missing = useSitesNotPermitted(sites, environment);
  const [here, setHere] = useState<string | null>(null);
  useEffect(() => {
    void environment.address().then((address) => setHere(address === undefined ? null : readSite(address)));
  }, [environment]);
  const listed = here === null ? undefined : siteOfHost(here, sites);
  /** The popup may close under the question. So it is asked last, and what it is about has been sent before. */
  const ask = (asked: readonly string[]) => {
    if (asked.length > 0) void environment.askPermission(asked).catch(() => false);
  };
  return (
    <section class="panel" aria-labelledby="focus-title">
      <div class="panel-head">
        <h2 id="focus-title" class="panel-title">
          {i18n.t('options.focus')}
        </h2>
        <IconButton name={i18n.t('sync.close')} d={cross} onPress={onClose} />
      </div>
      <div class="panel-body" role="group" aria-labelledby="focus-title" tabIndex={0}>
        <SwitchRow
          label={i18n.t('focus.switch')}
          isOn={focus_mode}
          onSwitch={(isOn) => {
            void actions.send({ type: 'set-preferences', preferences: { focus_mode: isOn } });
            if (isOn) ask(missing);
          }}
        />
        <SpokenText text={focus_mode && sites.length === 0 && i18n.t('focus.nothing_listed')} />
        {here !== null && listed !== undefined && <p>{i18n.t('focus.on_list', [siteName(listed)])}</p>}
        {here !== null && listed === undefined && sites.length >= maxSites && (
          <p>{i18n.t('focus.full', [String(maxSites)])}</p>
        )}
        {here !== null && listed === undefined && sites.length < maxSites && (
          <button
            type="button"
            class="chip"
            onClick={() => {
              const preferences = { [`site:${here}`]: true, focus_mode: true };
              void actions.send({ type: 'set-preferences', preferences });
              ask([here, ...missing]);
            }}
          >
            {i18n.t('focus.block', [siteName(here)])}
          </button>
        )}
        {focus_mode && missing.length > 0 && (
          <>
            <p class="hint">{i18n.t('focus.permission_text', [listText(missing.map(siteName))])}</p>
            <button type="button" class="chip" onClick={() => ask(missing)}>
              {i18n.t('focus.permit')}
            </button>
          </>
        )}
      </div>
      <div class="buttons">
        <button type="button" class="quiet first" onClick={onList}>
          {i18n.t('blocked.change')}
        </button>
      </div>
    </section>
  );
}
