// @vitest-environment happy-dom
import { act, cleanup, fireEvent, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Device } from '../../../store/rows.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { complaints } from '../../testing/complaints.ts';
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
  expect(within(items[0]!).queryByRole('button', { name: 'Remove' })).toBeNull();
  fireEvent.click(within(items[1]!).getByRole('button', { name: 'Remove' }));
  expect(sent).toEqual([]);
  press('Remove it');
  expect(sent).toEqual([{ type: 'remove-device', id: 'there' }]);
});

it('DEVICE-5 every other login is ended after a second question, which says what that means', async () => {
  const { sent } = openOptions();
  press('Sign out everywhere else');
  expect(document.activeElement?.textContent).toBe('Sign out everywhere else');
  expect(section('Devices').getByText(/also those that are not in this list\./)).toBeTruthy();
  expect(sent).toEqual([]);
  await act(async () => {
    press('Sign out all others');
    await Promise.resolve();
  });
  expect(sent).toEqual([{ type: 'sign-out-others' }]);
  expect(document.querySelector('#devices .good')?.textContent).toBe('Everything else is signed out.');
});

it('DEVICE-5 where that fails a sentence says why, and it can be tried again', async () => {
  openOptions({}, { ok: false, reason: 'unreachable' });
  press('Sign out everywhere else');
  await act(async () => {
    press('Sign out all others');
    await Promise.resolve();
  });
  expect(complaints()).toMatch(/^The server cannot be reached/);
  press('Cancel');
  expect(document.querySelector('#devices .good')?.textContent).toBe('');
});

const [here, there] = twoDevices as [Device, Device];
const card = (place: number) => within(section('Devices').getAllByRole('listitem')[place]!);
const rename = (place: number) => fireEvent.click(card(place).getByRole('button', { name: 'Rename' }));

async function type(text: string) {
  fireEvent.input(section('Devices').getByRole('textbox', { name: 'Name' }), { target: { value: text } });
  await act(async () => {
    press('Save');
    await Promise.resolve();
  });
}

it('DEVICE-2 each browser of the account can be named, and an empty name takes the chosen one back', async () => {
  const { sent } = openOptions({ devices: [here, { ...there, chosen_name: 'Kitchen' }] });
  expect(card(1).getByText('Kitchen')).toBeTruthy();
  rename(0);
  await type('  Work\n bench ');
  expect(sent.at(-1)).toEqual({ type: 'rename-device', id: 'here', name: 'Work bench' });
  expect(document.activeElement?.textContent).toBe('Rename');
  rename(1);
  expect(section('Devices').getByDisplayValue('Kitchen')).toBeTruthy();
  expect(section('Devices').getByText('Leave it empty to call it “Firefox · Linux”.')).toBeTruthy();
  await type(' ');
  expect(sent.at(-1)).toEqual({ type: 'rename-device', id: 'there', name: '' });
});

it('DEVICE-2 a name has at most 60 characters, and an emoji is one', async () => {
  const { sent } = openOptions();
  rename(0);
  await type('🍅'.repeat(61));
  expect(complaints()).toBe('A name has at most 60 characters.');
  expect(sent).toEqual([]);
  await type('🍅'.repeat(60));
  expect(sent).toHaveLength(1);
});

it('DEVICE-2 without the server nothing is named: the form says why, and keeps what was typed', async () => {
  openOptions({}, { ok: false, reason: 'unreachable' });
  rename(0);
  await type('Work');
  expect(complaints()).not.toBe('');
  expect(section('Devices').getByDisplayValue('Work')).toBeTruthy();
  fireEvent.keyDown(section('Devices').getByRole('textbox'), { key: 'Escape' });
  expect(section('Devices').queryByRole('textbox')).toBeNull();
});

it('DEVICE-4 a server of an earlier version cannot keep names: a sentence says so, and nothing is offered', () => {
  const older = twoDevices.map((device) => {
    const { chosen_name: _, ...row } = device;
    return row;
  });
  openOptions({ devices: older });
  expect(section('Devices').queryByRole('button', { name: 'Rename' })).toBeNull();
  expect(section('Devices').getByText(/^Names cannot be changed yet/)).toBeTruthy();
});
