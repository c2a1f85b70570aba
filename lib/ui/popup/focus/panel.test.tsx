// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPreferences, defaultPresets, maxSites, type Settings } from '../../../timer/settings.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { recordingActions } from '../../testing/fixtures.ts';
import { openPopup } from '../testing/open-popup.tsx';
import { FocusPanel } from './panel.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

function openPanel(more: Partial<Settings>, address?: string, notPermitted: readonly string[] = []) {
  const { actions, sent } = recordingActions();
  const environment = {
    notPermitted: vi.fn(() => Promise.resolve(notPermitted)),
    askPermission: vi.fn(() => Promise.resolve(true)),
    watch: () => () => {},
    address: () => Promise.resolve(address),
  };
  const settings = { ...defaultPreferences, presets: { ...defaultPresets }, sites: [], ...more };
  const to = { onList: vi.fn(), onClose: vi.fn() };
  render(<FocusPanel settings={settings} actions={actions} environment={environment} {...to} />);
  return { sent, environment, to };
}

describe('FOCUS-15 focus mode in the popup', () => {
  it.each([
    ['Focus mode is off', { focus_mode: false, sites: ['news.example'] }],
    ['Focus mode is on', { focus_mode: true, sites: ['news.example'] }],
    ['Focus mode is on, but its list is empty', { focus_mode: true, sites: [] }],
  ])('FOCUS-15 FOCUS-16 its button says “%s”', (name, settings) => {
    openPopup({ settings }, {}, { focus: () => new Promise(() => {}) });
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('blocks the site in front: sends it with the switch, and asks for what is not permitted', async () => {
    const { sent, environment } = openPanel(
      { sites: ['video.example'] },
      'https://www.news.example/today?q=1',
      ['video.example'],
    );
    const button = await screen.findByRole('button', { name: 'Block news.example' });
    await vi.waitFor(() => expect(environment.notPermitted).toHaveBeenCalled());
    fireEvent.click(button);
    expect(sent).toEqual([
      { type: 'set-preferences', preferences: { 'site:news.example': true, focus_mode: true } },
    ]);
    expect(environment.askPermission).toHaveBeenCalledWith(['news.example', 'video.example']);
  });

  it.each([
    ['one of the browser', 'chrome://extensions/'],
    ['one of Baton', 'chrome-extension://abc/popup.html'],
    ['one that it is not told', undefined],
  ])('offers nothing for a page that is %s', async (_, address) => {
    openPanel({}, address);
    await Promise.resolve();
    expect(screen.queryByRole('button', { name: /^Block/ })).toBeNull();
  });

  it('says that a site is listed already, or that the list is full', async () => {
    openPanel({ sites: ['news.example'] }, 'https://m.news.example/');
    expect(await screen.findByText('news.example is on your list.')).toBeTruthy();
    cleanup();
    const sites = Array.from({ length: maxSites }, (_, place) => `s${place}.example`);
    openPanel({ sites }, 'https://news.example/');
    expect(await screen.findByText(/The list holds/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Block/ })).toBeNull();
  });

  it('switches it, and leads to the list', () => {
    const { sent, to } = openPanel({ focus_mode: true, sites: ['news.example'] });
    fireEvent.click(screen.getByRole('switch'));
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { focus_mode: false } }]);
    fireEvent.click(screen.getByRole('button', { name: 'Change the list' }));
    expect(to.onList).toHaveBeenCalled();
  });

  it('FOCUS-16 says that an empty list blocks nothing', () => {
    openPanel({ focus_mode: true });
    expect(screen.getByText('The list is empty, so nothing is blocked.')).toBeTruthy();
  });

  it('FOCUS-12 asks for what the browser does not permit yet', async () => {
    const { environment } = openPanel({ focus_mode: true, sites: ['news.example'] }, undefined, [
      'news.example',
    ]);
    fireEvent.click(await screen.findByRole('button', { name: 'Give permission' }));
    expect(environment.askPermission).toHaveBeenCalledWith(['news.example']);
  });
});
