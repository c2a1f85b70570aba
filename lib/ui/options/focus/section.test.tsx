// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSettings, type StoredSettings } from '../../../timer/settings.ts';
import { FocusSection } from './section.tsx';
import { installCatalogue } from '../../testing/catalogue.ts';
import { complaints } from '../../testing/complaints.ts';
import { recordingActions } from '../../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

function openSection(stored: StoredSettings, missing: readonly string[] = [], isHidden = false) {
  const { actions, sent, announced } = recordingActions();
  const environment = {
    notPermitted: vi.fn(() => Promise.resolve(missing)),
    askPermission: vi.fn(() => Promise.resolve(true)),
    giveBack: vi.fn(),
    isHiddenInPrivate: () => Promise.resolve(isHidden),
    watch: vi.fn(() => () => undefined),
  };
  render(<FocusSection settings={readSettings(stored)} actions={actions} environment={environment} />);
  return { sent, announced, environment, actions };
}

const permit = { name: 'Give permission' };

function add(typed: string) {
  const field = screen.getByLabelText('Site, with all its subdomains');
  fireEvent.input(field, { target: { value: typed } });
  fireEvent.submit(field.closest('form')!);
}

describe('FOCUS-1 the list', () => {
  it('FOCUS-1 takes what was typed as a site', () => {
    const { sent, environment } = openSection({});
    add('https://www.example.com/news');
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { 'site:example.com': true } }]);
    // Nothing is blocked yet, so nothing has to be permitted.
    expect(environment.askPermission).not.toHaveBeenCalled();
  });

  it.each([
    ['com', 'Enter a site such as example.com.'],
    ['www.news.test', '“news.test” on the list already covers this site.'],
    ['sport.news.test', '“news.test” on the list already covers this site.'],
  ])('FOCUS-10 says what is wrong with %s', (typed, sentence) => {
    const { sent } = openSection({ 'site:news.test': true });
    add(typed);
    expect(sent).toEqual([]);
    expect(complaints()).toBe(sentence);
    expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
  });

  it('FOCUS-10 takes 200 sites and no more', () => {
    const full = Object.fromEntries(Array.from({ length: 200 }, (_, place) => [`site:s${place}.test`, true]));
    const { sent } = openSection(full);
    add('one.more.test');
    expect(sent).toEqual([]);
    expect(complaints()).toBe('The list holds 200 sites. Remove one first.');
  });

  it('FOCUS-1 shows sites as people write them', () => {
    openSection({ 'site:xn--mnchen-3ya.de': true });
    expect(screen.getByRole('button', { name: 'Remove “münchen.de”' })).toBeTruthy();
  });
});

it('FOCUS-16 a switch that is on over an empty list says that nothing is blocked', () => {
  openSection({ focus_mode: true });
  expect(screen.getByText('The list is empty, so nothing is blocked.')).toBeTruthy();
  cleanup();
  openSection({ focus_mode: true, 'site:news.example': true });
  expect(screen.queryByText('The list is empty, so nothing is blocked.')).toBeNull();
});

describe('FOCUS-2 the permission of this browser', () => {
  it('FOCUS-2 is asked for by the click that switches on, in one question', () => {
    const { sent, environment } = openSection({ 'site:a.test': true, 'site:b.test': true });
    fireEvent.click(screen.getByRole('switch', { name: 'Block these sites during focus' }));
    expect(environment.askPermission).toHaveBeenCalledExactlyOnceWith(['a.test', 'b.test']);
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { focus_mode: true } }]);
  });

  it('FOCUS-2 is asked for by the click that adds a site while the switch is on', () => {
    const { environment } = openSection({ focus_mode: true });
    add('example.com');
    expect(environment.askPermission).toHaveBeenCalledExactlyOnceWith(['example.com']);
  });

  it('FOCUS-12 that is missing is told, with a button, and only while the switch is on', async () => {
    const { environment } = openSection({ focus_mode: true, 'site:a.test': true }, ['a.test']);
    fireEvent.click(await screen.findByRole('button', permit));
    expect(environment.askPermission).toHaveBeenCalledExactlyOnceWith(['a.test']);
    cleanup();
    const off = openSection({ 'site:a.test': true }, ['a.test']);
    await vi.waitFor(() => expect(off.environment.notPermitted).toHaveBeenCalled());
    expect(screen.queryByRole('button', permit)).toBeNull();
  });

  it('FOCUS-2 is given back with its site, unless another site needs it', () => {
    const { sent, environment } = openSection({ 'site:news.test': true, 'site:sport.news.test': true });
    fireEvent.click(screen.getByRole('button', { name: 'Remove “sport.news.test”' }));
    expect(environment.giveBack).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Remove “news.test”' }));
    expect(environment.giveBack).toHaveBeenCalledExactlyOnceWith('news.test');
    expect(sent).toEqual([
      { type: 'set-preferences', preferences: { 'site:sport.news.test': false } },
      { type: 'set-preferences', preferences: { 'site:news.test': false } },
    ]);
  });

  it('UI-92 a site that was removed comes back by Undo', async () => {
    const { sent, actions, announced } = openSection({ 'site:news.test': true });
    fireEvent.click(screen.getByRole('button', { name: 'Remove “news.test”' }));
    await vi.waitFor(() => expect(actions.notice.value?.text).toBe('Removed “news.test”'));
    actions.notice.value?.undo?.();
    expect(sent.at(-1)).toEqual({ type: 'set-preferences', preferences: { 'site:news.test': true } });
    await vi.waitFor(() => expect(announced).toEqual(['Restored “news.test”']));
  });

  it('FOCUS-2 the focus goes on to the next site when one goes, and to the line after the last', () => {
    openSection({ 'site:a.test': true, 'site:b.test': true });
    const [a, b] = screen.getAllByRole('button', { name: /^Remove/ });
    a?.focus();
    fireEvent.click(a!);
    expect(document.activeElement).toBe(b);
    cleanup();
    openSection({ 'site:a.test': true });
    const only = screen.getByRole('button', { name: /^Remove/ });
    only.focus();
    fireEvent.click(only);
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });
});

describe('FOCUS-18 private windows', () => {
  const sentence = /^In private windows/;

  it('FOCUS-18 says that another page stands there where it does', async () => {
    openSection({}, [], true);
    expect(await screen.findByText(sentence)).toBeTruthy();
  });

  it('FOCUS-18 says nothing of them where our page stands there, or none', async () => {
    const { environment } = openSection({});
    await environment.isHiddenInPrivate();
    expect(screen.queryByText(sentence)).toBeNull();
  });
});
