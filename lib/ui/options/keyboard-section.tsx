import './keyboard-section.css';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { OptionSection } from './option-section.tsx';

/** What the section needs of the browser that it runs in. */
export interface KeyboardEnvironment {
  /** The manifest's commands with the keys that they have now, if any. */
  list(): Promise<readonly { command: string; keys: string }[]>;
  /** Opens the browser's own page on which keys are chosen. */
  change(): void;
}

const everywhere = [
  ['_execute_action', 'popup'],
  ['toggle', 'toggle'],
  ['skip', 'skip'],
  ['stop', 'stop'],
] as const;

const inPopup = ['space', 'enter', 'move', 'undo', 'escape'] as const;

export function KeyboardSection({ environment }: { environment: KeyboardEnvironment }) {
  const keys = useKeys(environment);
  return (
    <OptionSection id="keyboard" title={i18n.t('options.keyboard')}>
      <h3 class="subtitle">{i18n.t('keyboard.anywhere')}</h3>
      <ul>
        {everywhere.map(([command, words]) => (
          <li key={command} class="row">
            <span>{i18n.t(`keyboard.${words}`)}</span>
            {keys.get(command) ? (
              <kbd>{keys.get(command)}</kbd>
            ) : (
              <span class="hint">{i18n.t('keyboard.none')}</span>
            )}
          </li>
        ))}
      </ul>
      <p class="buttons">
        <button type="button" class="chip" onClick={() => environment.change()}>
          {i18n.t('keyboard.change')}
        </button>
      </p>
      <h3 class="subtitle">{i18n.t('keyboard.in_popup')}</h3>
      <ul>
        {inPopup.map((key) => (
          <li key={key} class="row">
            <span>{i18n.t(`keyboard.${key}_does`)}</span>
            <kbd>{i18n.t(`keyboard.${key}`)}</kbd>
          </li>
        ))}
      </ul>
    </OptionSection>
  );
}

/** The keys by command. They are read again when the person may come back from changing them. */
function useKeys(environment: KeyboardEnvironment): ReadonlyMap<string, string> {
  const [keys, setKeys] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const read = () =>
      void environment.list().then((list) => setKeys(new Map(list.map((one) => [one.command, one.keys]))));
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [environment]);
  return keys;
}
