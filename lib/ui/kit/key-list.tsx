import './form.css';
import './row.css';
import './key-list.css';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/** What the list needs of the browser that it runs in. */
export interface KeyboardEnvironment {
  /** The manifest's commands with the keys that they have now, if any. */
  list(): Promise<readonly { command: string; keys: string }[]>;
  /** Opens the browser's own page on which keys are chosen. */
  change(): void;
}

const commands = [
  ['_execute_action', 'popup'],
  ['toggle', 'toggle'],
  ['skip', 'skip'],
  ['stop', 'stop'],
] as const;

/** The keys that work anywhere in the browser, as they are set now, and the way to set them. */
export function KeyList({ environment }: { environment: KeyboardEnvironment }) {
  const keys = useKeys(environment);
  return (
    <>
      <ul>
        {commands.map(([command, words]) => (
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
    </>
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
