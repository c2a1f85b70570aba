// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCatalogue } from '../../testing/catalogue.ts';
import type { PageFixture } from '../../testing/fixtures.ts';
import { openOptions, press, section } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('ACCOUNT-9 both sides have something', () => {
  const waits: PageFixture = {
    status: { account: null, link: 'signed-out', joining: { id: 'ada', email: 'ada@example.org' } },
  };

  it('shows how much, and keeps both unless told otherwise', async () => {
    const { sent } = openOptions(waits);
    expect(await section('Account').findByText('1 task, 0 sessions')).toBeTruthy();
    expect(section('Account').getByText('2 tasks, 1 session, a running timer')).toBeTruthy();
    expect(screen.queryByLabelText('E-mail')).toBeNull();
    press('Continue');
    expect(sent).toEqual([{ type: 'join', choice: 'both' }]);
  });

  it.each([
    ['Keep only what the account has', 'account'],
    ["Keep this browser's tasks only", 'here'],
  ])('%s', (name, choice) => {
    const { sent } = openOptions(waits);
    fireEvent.click(screen.getByRole('radio', { name }));
    press('Continue');
    expect(sent).toEqual([{ type: 'join', choice }]);
  });

  it('can be called off', () => {
    const { sent } = openOptions(waits);
    press('Cancel the sign-in');
    expect(sent).toEqual([{ type: 'sign-out', keep: true }]);
  });
});
