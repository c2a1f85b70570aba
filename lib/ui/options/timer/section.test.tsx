// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultPresets } from '../../../timer/settings.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { fill, openOptions, press } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-8, UI-20, UI-63 timer', () => {
  it('UI-20 switches the two kinds of auto-start', () => {
    const { sent } = openOptions({ settings: { auto_start_breaks: true } });
    fireEvent.click(screen.getByRole('switch', { name: 'Start breaks automatically', checked: true }));
    fireEvent.click(screen.getByRole('switch', { name: 'Start focus automatically', checked: false }));
    expect(sent).toEqual([
      { type: 'set-preferences', preferences: { auto_start_breaks: false } },
      { type: 'set-preferences', preferences: { auto_start_focus: true } },
    ]);
  });

  it('UI-20 stores a daily goal when the field is left', () => {
    const { sent } = openOptions();
    fill('Daily focus (minutes)', '120');
    expect(sent).toEqual([]);
    fireEvent.change(screen.getByLabelText('Daily focus (minutes)'));
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { daily_goal: 120 } }]);
  });

  it.each(['', '-1', '1441', '1.5'])('UI-20 stores no daily goal of %j', (typed) => {
    const { sent } = openOptions();
    fill('Daily focus (minutes)', typed);
    fireEvent.change(screen.getByLabelText('Daily focus (minutes)'));
    expect(sent).toEqual([]);
    expect(screen.getByText('Enter 0 to 1440 minutes.')).toBeTruthy();
  });

  it('UI-20 lets a new day begin at night', () => {
    const { sent } = openOptions();
    fireEvent.change(screen.getByLabelText('Day starts at'), { target: { value: '4' } });
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { day_starts_at: 4 } }]);
  });

  it('UI-92 a preset that is deleted here comes back by Undo', async () => {
    const own = { ...defaultPresets['short']!, name: 'Mine' };
    const { sent } = openOptions({ settings: { presets: { ...defaultPresets, own } } });
    press('Edit preset “Mine”');
    press('Delete preset');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent).toEqual([
      { type: 'edit-preset', key: 'own', preset: null },
      { type: 'edit-preset', key: 'own', preset: own },
    ]);
  });

  it('UI-8 chooses and edits presets here too', () => {
    const { sent } = openOptions();
    fireEvent.click(screen.getByRole('radio', { name: 'Use “Long”' }));
    press('Edit preset “Long”');
    fireEvent.input(screen.getByRole('spinbutton', { name: /^Long break/ }), { target: { value: '20' } });
    press('Save');
    expect(sent[0]).toEqual({ type: 'set-preferences', preferences: { preset: 'long' } });
    expect(sent[1]).toMatchObject({ type: 'edit-preset', key: 'long', preset: { long_break: 20 } });
  });

  it.each([
    ['New preset', /^Name/],
    ['Edit preset “Long”', /^Focus/],
  ])('UI-63 the form takes the focus, and gives it back to “%s”', (opener, field) => {
    openOptions();
    press(opener);
    expect(document.activeElement?.closest('.preset-form label')?.textContent).toMatch(field);
    press('Cancel');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: opener }));
  });

  it('UI-155 “New preset” stays while its form is open, and closes it', () => {
    openOptions();
    const opener = screen.getByRole('button', { name: 'New preset' });
    press('New preset');
    expect([opener.isConnected, opener.getAttribute('aria-expanded')]).toEqual([true, 'true']);
    press('New preset');
    expect(screen.queryByLabelText('Name')).toBeNull();
  });
});
