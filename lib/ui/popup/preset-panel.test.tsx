// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { complaints } from '../testing/complaints.ts';
import { fixedSignals } from '../testing/fixtures.ts';
import { openPopup, press } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

const { presets } = fixedSignals().settings.value;
const own = { ...presets['short']!, name: 'Mine' };

describe('UI-8, UI-37, UI-63 presets', () => {
  it('UI-8 shows each with its numbers, and chooses for the next start', () => {
    const { sent } = openPopup();
    const short = screen.getByRole<HTMLInputElement>('radio', { name: 'Short' });
    expect(short.checked).toBe(true);
    expect(short.closest('label')?.textContent).toBe('Short 25/5/15');
    expect(short.getAttribute('aria-description')).toBe(
      'Focus 25 min, short break 5 min, long break 15 min after 4 rounds',
    );
    fireEvent.click(screen.getByRole('radio', { name: 'Long' }));
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { preset: 'long' } }]);
  });

  it('UI-8 edits the chosen one in the place of the tasks', () => {
    const { sent } = openPopup();
    press('Edit presets');
    fireEvent.input(screen.getByRole('spinbutton', { name: /^Focus/ }), { target: { value: '30' } });
    press('Save');
    expect(sent).toEqual([
      {
        type: 'edit-preset',
        key: 'short',
        preset: { work_duration: 30, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
      },
    ]);
  });

  it.each([
    ['Focus', '0', 'Enter 1 to 180 minutes.'],
    ['Focus', '181', 'Enter 1 to 180 minutes.'],
    ['Short break', '2.5', 'Enter 1 to 180 minutes.'],
    ['Long break', '', 'Enter 1 to 180 minutes.'],
    ['Rounds before long break', '13', 'Enter 1 to 12 rounds.'],
  ])('UI-37 sends nothing while %s is %j', (label, value, sentence) => {
    const { sent, announced } = openPopup();
    press('Edit presets');
    const field = screen.getByRole('spinbutton', { name: new RegExp(`^${label}`) });
    fireEvent.input(field, { target: { value } });
    press('Save');
    expect(sent).toEqual([]);
    expect(complaints()).toBe(sentence);
    expect(announced).toEqual([sentence]);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('UI-63 UI-98 the form has the focus, and gives it back when it was saved, which is said', async () => {
    const { announced } = openPopup();
    const pencil = screen.getByRole('button', { name: 'Edit presets' });
    pencil.focus();
    press('Edit presets');
    const field = screen.getByRole('spinbutton', { name: /^Focus/ });
    expect(document.activeElement).toBe(field);
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'minutes',
    );
    press('Save');
    await vi.waitFor(() => expect(document.activeElement).toBe(pencil));
    expect(announced).toEqual(['Saved “Short”']);
  });

  it('UI-8 offers three and more in a list, which shows the numbers of the chosen one', () => {
    const { sent } = openPopup({ settings: { preset: 'own', presets: { ...presets, own } } });
    const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Preset' });
    expect([...list.options].map(({ textContent }) => textContent)).toEqual([
      'Short 25/5/15',
      'Long 50/10/30',
      'Mine 25/5/15',
    ]);
    expect(list.closest('label')?.querySelector('.segment-name')?.textContent).toBe('Mine');
    fireEvent.change(list, { target: { value: 'long' } });
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { preset: 'long' } }]);
  });

  it('UI-63 what is typed after “New preset” is its name, and the focus goes back by the same steps', () => {
    openPopup();
    const pencil = screen.getByRole('button', { name: 'Edit presets' });
    pencil.focus();
    press('Edit presets');
    screen.getByRole('button', { name: 'New preset' }).focus();
    press('New preset');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
    press('Cancel');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'New preset' }));
    press('Cancel');
    expect(document.activeElement).toBe(pencil);
  });

  it('UI-37 makes a named one and chooses it', async () => {
    const { sent } = openPopup();
    press('Edit presets');
    press('New preset');
    press('Save');
    expect(screen.getByText('Give it a name.')).toBeTruthy();
    fireEvent.input(screen.getByRole('textbox', { name: 'Name' }), { target: { value: ' Deep ' } });
    press('Save');
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]).toMatchObject({ type: 'edit-preset', key: 'new-id', preset: { name: 'Deep' } });
    expect(sent[1]).toEqual({ type: 'set-preferences', preferences: { preset: 'new-id' } });
  });

  it('UI-8 deletes own ones only', () => {
    const { sent } = openPopup({ settings: { preset: 'own', presets: { own } } });
    press('Edit presets');
    press('Delete preset');
    expect(sent).toEqual([{ type: 'edit-preset', key: 'own', preset: null }]);
  });

  it('UI-92 a deleted preset is written back as it was', async () => {
    const { sent } = openPopup({ settings: { preset: 'own', presets: { ...presets, own } } });
    press('Edit presets');
    press('Delete preset');
    expect(await screen.findByText('Deleted “Mine”')).toBeTruthy();
    press('Undo');
    expect(sent.at(-1)).toEqual({ type: 'edit-preset', key: 'own', preset: own });
    cleanup();
    openPopup();
    press('Edit presets');
    expect(screen.queryByRole('button', { name: 'Delete preset' })).toBeNull();
  });
});
