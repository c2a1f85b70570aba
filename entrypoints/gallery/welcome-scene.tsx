import { render } from 'preact';
import { WelcomePage } from '../../lib/ui/welcome/page.tsx';

const nothing = () => {};

export function showWelcome(browser: 'chromium' | 'firefox' | 'phone'): void {
  const keys = {
    list: () =>
      Promise.resolve([
        { command: '_execute_action', keys: 'Ctrl+Shift+2' },
        { command: 'toggle', keys: 'Ctrl+Shift+1' },
        { command: 'skip', keys: '' },
        { command: 'stop', keys: '' },
      ]),
    change: nothing,
  };
  render(
    <WelcomePage
      environment={{
        browser,
        keys: browser === 'phone' ? null : keys,
        openPopup: nothing,
        sync: '#',
        setup: '#',
        options: '#',
      }}
    />,
    document.body,
  );
}
