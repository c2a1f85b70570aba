// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeyboardSection } from './keyboard-section.tsx';
import { installCatalogue } from '../testing/catalogue.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('TOOLBAR-8 the keys', () => {
  it('TOOLBAR-8 are listed as the browser has them, also those that are not set', async () => {
    const list = () =>
      Promise.resolve([
        { command: 'toggle', keys: 'Ctrl+Shift+1' },
        { command: 'stop', keys: '' },
        { command: '_execute_action', keys: '⌥⇧O' },
      ]);
    render(<KeyboardSection environment={{ list, change: vi.fn() }} />);
    await waitFor(() =>
      expect(rows().slice(0, 4)).toEqual([
        'Open the popup⌥⇧O',
        'Start, pause or resumeCtrl+Shift+1',
        'Skip to the next phasenot set',
        'Stopnot set',
      ]),
    );
    expect(rows()).toContain('Start, pause or resumeSpace');
  });

  it('TOOLBAR-8 are changed on the page of the browser, and read again after that', async () => {
    let keys = 'Ctrl+Shift+1';
    const change = vi.fn();
    const list = () => Promise.resolve([{ command: 'toggle', keys }]);
    render(<KeyboardSection environment={{ list, change }} />);
    fireEvent.click(screen.getByRole('button', { name: 'Change shortcuts' }));
    expect(change).toHaveBeenCalledOnce();
    keys = 'Ctrl+Shift+9';
    fireEvent(window, new Event('focus'));
    await waitFor(() => expect(rows()[1]).toBe('Start, pause or resumeCtrl+Shift+9'));
  });
});
