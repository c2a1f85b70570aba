import './section.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { siteOfHost } from '../../../focus/site.ts';
import { siteName } from '../../../focus/site-name.ts';
import type { Settings } from '../../../timer/settings.ts';
import type { FocusPermissions } from '../../focus/environment.ts';
import { useSitesNotPermitted } from '../../focus/use-sites-not-permitted.ts';
import type { PageActions } from '../../page/actions.ts';
import { IconButton } from '../../kit/icon-button.tsx';
import { cross } from '../../kit/icon-paths.ts';
import { useSpoken } from '../../kit/spoken.tsx';
import { useOneRowAClick } from '../../kit/one-row-a-click.ts';
import { listText } from '../../kit/list-text.ts';
import { uiLocale } from '../../kit/locale.ts';
import { OptionSection } from '../option-section.tsx';
import { SiteEntry } from './site-entry.tsx';
import { SwitchRow } from '../../kit/switch-row.tsx';

/** What the section needs of the browser that it runs in. */
export interface FocusEnvironment extends FocusPermissions {
  /** Gives back the permission for a site that is not needed any more. */
  giveBack(site: string): void;
  /** Whether a private window shows the browser's error page in the place of ours. */
  isHiddenInPrivate(): Promise<boolean>;
}

export interface FocusSectionProps {
  settings: Settings;
  actions: PageActions;
  environment: FocusEnvironment;
}

/** The list of sites that are blocked while focus runs. It belongs to the person, the permission to this browser. */
export function FocusSection({ settings, actions, environment }: FocusSectionProps) {
  const { focus_mode, sites } = settings;
  const nothing = focus_mode && sites.length === 0 ? i18n.t('focus.nothing_listed') : null;
  useSpoken(nothing);
  const oneRowAClick = useOneRowAClick();
  const list = useRef<HTMLUListElement>(null);
  const awaited = useRef<string | null>(null);
  // What came back by an undo is what the next key is meant for.
  useLayoutEffect(() => {
    const row = list.current?.querySelector(`[data-site="${CSS.escape(awaited.current ?? '')}"]`);
    if (!row) return;
    awaited.current = null;
    row.querySelector('button')?.focus();
  }, [sites]);
  const missing = useSitesNotPermitted(sites, environment);
  const [isHidden, hide] = useState(false);
  useEffect(() => void environment.isHiddenInPrivate().then(hide), [environment]);
  const ask = (asked: readonly string[]) => {
    // After a refusal the sites are still shown as not permitted.
    if (asked.length > 0) void environment.askPermission(asked).catch(() => false);
  };
  const add = (site: string, isBack = false) => {
    if (focus_mode) ask([site]);
    const said = i18n.t(isBack ? 'spoken.restored' : 'spoken.added', [siteName(site)]);
    void actions
      .send({ type: 'set-preferences', preferences: { [`site:${site}`]: true } })
      .then((isAdded) => isAdded && actions.announce(said));
  };
  const putBack = (site: string) => {
    awaited.current = site;
    add(site, true);
  };
  const remove = (site: string) => {
    focusNextTo(document.activeElement);
    void actions
      .send({ type: 'set-preferences', preferences: { [`site:${site}`]: false } })
      .then((isRemoved) => {
        if (!isRemoved) return;
        const text = i18n.t('focus.removed', [siteName(site)]);
        // The undo is a click, within which a browser takes the question for a permission.
        actions.showNotice({ text, isUrgent: false, undo: () => putBack(site) });
      });
    const isNeeded = sites.some((other) => other !== site && siteOfHost(site, [other]) !== undefined);
    if (!isNeeded) environment.giveBack(site);
  };
  return (
    <OptionSection id="focus" title={i18n.t('options.focus')}>
      <SwitchRow
        label={i18n.t('focus.switch')}
        isOn={focus_mode}
        onSwitch={(isOn) => {
          // What is permitted already is not asked for again.
          if (isOn) ask(sites);
          void actions.send({ type: 'set-preferences', preferences: { focus_mode: isOn } });
        }}
      />
      {nothing !== null && <p class="warning">{nothing}</p>}
      <p class="hint">{i18n.t('focus.text')}</p>
      {isHidden && <p class="hint">{i18n.t('focus.private')}</p>}
      {focus_mode && missing.length > 0 && (
        <div class="card">
          <h3 class="subtitle">{i18n.t('focus.permission')}</h3>
          <p class="hint">{i18n.t('focus.permission_text', [listText(missing.map(siteName))])}</p>
          <button type="button" class="chip" onClick={() => ask(missing)}>
            {i18n.t('focus.permit')}
          </button>
        </div>
      )}
      <SiteEntry sites={sites} onAdd={(site) => add(site)} />
      {sites.length > 0 && (
        <ul ref={list} class="sites" {...oneRowAClick} aria-label={i18n.t('focus.list')}>
          {[...sites].sort(byName).map((site) => (
            <li key={site} class="site" data-site={site}>
              <span class="grow">{siteName(site)}</span>
              <IconButton
                name={i18n.t('focus.remove', [siteName(site)])}
                d={cross}
                onPress={() => remove(site)}
              />
            </li>
          ))}
        </ul>
      )}
    </OptionSection>
  );
}

function byName(one: string, other: string): number {
  return siteName(one).localeCompare(siteName(other), uiLocale());
}

/** The button is about to go. The focus goes to the next one, the one before, or the line above the list. */
function focusNextTo(button: Element | null): void {
  const row = button?.closest('.site');
  const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button');
  (next ?? document.querySelector<HTMLElement>('.site-entry input'))?.focus();
}
