// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCatalogue } from '../../testing/catalogue.ts';
import { openOptions, press } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-46 signing out', () => {
  it('asks before it signs out what becomes of the copy, and keeps it by default', () => {
    const { sent } = openOptions();
    press('Sign out');
    expect(sent).toEqual([]);
    expect(screen.queryByText(/not reached the server/)).toBeNull();
    press('Sign out');
    expect(sent).toEqual([{ type: 'sign-out', keep: true }]);
  });

  it('warns when changes wait that would be lost', () => {
    const { sent } = openOptions({ waiting: 3 });
    press('Sign out');
    expect(screen.getByText(/^3 changes have not reached the server yet/)).toBeTruthy();
    press('Sync first');
    fireEvent.click(screen.getByRole('radio', { name: /^Remove them/ }));
    press('Sign out');
    expect(sent).toEqual([{ type: 'sync-now' }, { type: 'sign-out', keep: false }]);
  });
});
