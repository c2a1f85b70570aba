// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { WelcomePage } from './page.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

function open(browser: 'chromium' | 'firefox') {
  const environment = {
    browser,
    keys: { list: () => Promise.resolve([{ command: 'toggle', keys: 'Alt+Shift+7' }]), change: vi.fn() },
    openPopup: vi.fn(),
    sync: '/options.html#account',
    setup: '/options.html#setup-code',
    options: '/options.html',
  };
  render(<WelcomePage environment={environment} />);
  return environment;
}

it('WELCOME-2 says how to pin Baton in the words of the browser', () => {
  open('chromium');
  expect(screen.getByText(/then the pin beside Baton/)).toBeTruthy();
  cleanup();
  open('firefox');
  expect(screen.getByText(/“Pin to Toolbar”/)).toBeTruthy();
});

it('WELCOME-2 shows the keys as the browser has them, and leads to the popup, to sync and to the options', async () => {
  const { openPopup, keys } = open('chromium');
  expect((await screen.findByText('Alt+Shift+7')).tagName).toBe('KBD');
  fireEvent.click(screen.getByRole('button', { name: 'Open Baton' }));
  expect(openPopup).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole('button', { name: 'Change shortcuts' }));
  expect(keys.change).toHaveBeenCalledOnce();
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(links).toEqual(['/options.html#account', '/options.html#setup-code', '/options.html']);
});

it('PHONE-3 on a phone it says where Baton is, and shows no keys', () => {
  const nothing = { openPopup: vi.fn(), sync: '#', setup: '#', options: '#' };
  render(<WelcomePage environment={{ ...nothing, browser: 'phone', keys: null }} />);
  expect(screen.getByRole('heading', { name: 'Find it' })).toBeTruthy();
  expect(screen.queryByText(/Pin it|toolbar|icon/i)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Change shortcuts' })).toBeNull();
});
