// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { installCatalogue } from '../../testing/catalogue.ts';
import { afternoon, twoDevices } from '../../testing/fixtures.ts';
import { openOptions, press, section } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

it('UI-18 lists this browser first, and no removed ones', () => {
  const removed = { ...twoDevices[1]!, id: 'old', name: 'Old', removed_at: afternoon };
  openOptions({ devices: [removed, ...twoDevices.toReversed()] });
  const items = section('Devices').getAllByRole('listitem');
  expect(items.map((item) => item.querySelector('strong')?.textContent)).toEqual([
    'Chrome · Linux',
    'Firefox · Linux',
  ]);
  expect(items[0]?.textContent).toContain('This browser');
  expect(items[1]?.textContent).toMatch(/Last seen .*2026/);
});

it('DEVICE-1 another device is signed out from here after a second question; this one is not offered', () => {
  const { sent } = openOptions();
  const items = section('Devices').getAllByRole('listitem');
  expect(within(items[0]!).queryByRole('button')).toBeNull();
  fireEvent.click(within(items[1]!).getByRole('button', { name: 'Remove' }));
  expect(sent).toEqual([]);
  press('Remove it');
  expect(sent).toEqual([{ type: 'remove-device', id: 'there' }]);
});
