// @vitest-environment happy-dom
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { createAnnouncements, type Announce } from './announcements.ts';
import { AnnouncingPage } from './announcer.tsx';
import { useComplaint, useSpoken } from './spoken.tsx';

beforeAll(installCatalogue);
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const region = (kind: 'polite' | 'assertive') => document.querySelector(`[aria-live="${kind}"]`);
const pass = (time: number) => act(() => void vi.advanceTimersByTime(time));

function openPage() {
  const announcements = createAnnouncements();
  render(<AnnouncingPage announcements={announcements}>page</AnnouncingPage>);
  return (...said: Parameters<Announce>) => act(() => announcements.announce(...said));
}

describe('UI-95 one announcer', () => {
  it('UI-95 its regions are there and empty before anything is said, and have no role', () => {
    openPage();
    for (const kind of ['polite', 'assertive'] as const) {
      expect(region(kind)?.textContent).toBe('');
      expect(region(kind)?.hasAttribute('role')).toBe(false);
    }
  });

  it('UI-95 nothing else on any page is a live region', () => {
    const room = join(import.meta.dirname, '..');
    const live = /role="(status|alert|log)"|aria-live|<output/;
    const files = globSync('**/*.tsx', { cwd: room }).filter((file) => !file.includes('.test.'));
    const having = files.filter((file) => live.test(readFileSync(join(room, file), 'utf8')));
    expect(having).toEqual([join('kit', 'announcer.tsx')]);
  });
});

describe('UI-96 when it speaks', () => {
  it('UI-96 after the focus has moved, all that came together as one text, and not for ever', async () => {
    const announce = openPage();
    await announce('Deleted “Write”');
    await announce('Ctrl+Z brings it back.');
    await announce('It cannot be saved.', { isUrgent: true });
    await pass(149);
    expect(region('polite')?.textContent).toBe('');
    await pass(1);
    expect(region('polite')?.textContent).toBe('Deleted “Write”. Ctrl+Z brings it back.');
    expect(region('assertive')?.textContent).toBe('It cannot be saved.');
    await pass(5000);
    expect(region('polite')?.textContent).toBe('');
    expect(region('assertive')?.textContent).toBe('');
  });

  it('UI-96 the same sentence once more is something new to hear', async () => {
    const announce = openPage();
    await announce('Enter a site.');
    await pass(150);
    const first = region('polite')?.firstElementChild;
    await announce('Enter a site.');
    await pass(150);
    expect(region('polite')?.firstElementChild).not.toBe(first);
    // A screen reader takes the very same text, right after it, for an echo.
    expect(region('polite')?.textContent).toBe('Enter a site.\u00a0');
  });
});

describe('UI-154 in the popup of the toolbar of Firefox', () => {
  it('UI-154 what is said is a new alert each time, in no live region', async () => {
    const announcements = { ...createAnnouncements(), areAlerts: true };
    render(<AnnouncingPage announcements={announcements}>page</AnnouncingPage>);
    expect(document.querySelector('[aria-live], [role]')).toBeNull();
    await act(() => announcements.announce('Deleted “Write”'));
    await act(() => announcements.announce('It cannot be saved.', { isUrgent: true }));
    await pass(150);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toBe('Deleted “Write”. It cannot be saved.');
    await act(() => announcements.announce('Restored “Write”'));
    await pass(150);
    expect(screen.getByRole('alert')).not.toBe(alert);
    await pass(5000);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

function Form({ progress }: { progress: string | null }) {
  const [complaint, complain] = useComplaint();
  useSpoken(progress);
  return (
    <button type="button" onClick={() => complain('Enter a name.')}>
      {complaint || 'Save'}
    </button>
  );
}

describe('UI-97 what a form says', () => {
  it('UI-97 a complaint is urgent and said at each attempt, progress when it changes', async () => {
    const announcements = createAnnouncements();
    const page = (progress: string | null) => (
      <AnnouncingPage announcements={announcements}>
        <Form progress={progress} />
      </AnnouncingPage>
    );
    const { rerender } = render(page(null));
    fireEvent.click(screen.getByRole('button'));
    fireEvent.click(screen.getByRole('button'));
    rerender(page('Testing…'));
    rerender(page('Testing…'));
    await act(() => {});
    const said = announcements.waiting.value.map(({ text, isUrgent }) => [text, isUrgent]);
    expect(said).toEqual([
      ['Enter a name.', true],
      ['Enter a name.', true],
      ['Testing…', false],
    ]);
  });
});
