import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';
import { useComplaint } from '../../kit/spoken.tsx';
import { useId, useState } from 'preact/hooks';
import { siteName } from '../../../focus/site-name.ts';
import { readSite, siteOfHost } from '../../../focus/site.ts';
import { maxSites } from '../../../timer/settings.ts';

export interface SiteEntryProps {
  sites: readonly string[];
  onAdd(site: string): void;
}

const example = 'example.com';

/** The line that adds a site to the list, or says why it cannot. */
export function SiteEntry({ sites, onAdd }: SiteEntryProps) {
  const id = useId();
  const [typed, type] = useState('');
  const [complaint, complain] = useComplaint();

  function add() {
    const site = readSite(typed);
    if (site === null) return complain(i18n.t('focus.bad_site'));
    const listed = siteOfHost(site, sites);
    if (listed !== undefined) return complain(i18n.t('focus.listed', [siteName(listed)]));
    if (sites.length >= maxSites) return complain(i18n.t('focus.full', [String(maxSites)]));
    onAdd(site);
    type('');
    complain('');
  }
  return (
    <form
      class="site-entry"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label class="labelled">
        {i18n.t('focus.add')}
        <Field
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="ltr"
          placeholder={example}
          value={typed}
          aria-invalid={complaint !== ''}
          about={id}
          onInput={(event) => {
            type(event.currentTarget.value);
            complain('');
          }}
        />
      </label>
      <button type="submit" class="chip">
        {i18n.t('focus.add_button')}
      </button>
      <p id={id} class="complaint">
        {complaint}
      </p>
    </form>
  );
}
