// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { SavedRows } from '../../../files/stored-rows.ts';
import { deriveId, noRows, now, sessionRow, taskRow } from '../../../files/testing/stored-rows.ts';
import { writeBackup } from '../../../files/formats/write-backup.ts';
import { DataSection } from './section.tsx';
import { installCatalogue } from '../../testing/catalogue.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const marinara =
  'End (ISO 8601),End Date,End Time (24 Hour),End Timestamp (Unix),End Timezone (UTC Offset Minutes),Duration (Seconds)\n' +
  '2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,1583051100,60,1500\n' +
  '2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,1583051100,60,1500\n' +
  '2020-03-01T09:55:00.000+01:00,2020-03-01,09:55:00,1583052900,60,1500\n';

interface Environment {
  here?: SavedRows;
  answer?: Answer;
  account?: { id: string; email: string };
  waiting?: number;
  isBroken?: boolean;
  can_vanish?: boolean;
}

function openSection({
  here = noRows,
  answer = { ok: true },
  account,
  waiting = 0,
  isBroken,
  can_vanish = false,
}: Environment = {}) {
  const sent: Command[] = [];
  const saved: { name: string; text: string; type: string }[] = [];
  const owners: (string | null)[] = [];
  const environment = {
    read: async (owner: string | null) => {
      owners.push(owner);
      return isBroken ? Promise.reject(new Error('no database')) : Promise.resolve(here);
    },
    now: () => now,
    offsetAt: () => 3_600_000,
    derive: deriveId,
    save: (name: string, text: string, type: string) => void saved.push({ name, text, type }),
  };
  render(
    <DataSection
      status={{ account: account ?? null, owner: account?.id ?? null, can_vanish }}
      waiting={waiting}
      environment={environment}
      request={async (command) => {
        sent.push(command);
        return Promise.resolve(answer);
      }}
    />,
  );
  return { sent, saved, owners };
}

function choose(text: string | Uint8Array<ArrayBuffer>, name: string) {
  const input = screen.getByLabelText('Choose a file…', { selector: 'input' });
  fireEvent.change(input, { target: { files: [new File([text], name)] } });
}

function press(name: string | RegExp) {
  fireEvent.click(screen.getByRole('button', { name }));
}

function cellsOf(row: string): (string | null)[] {
  return within(screen.getByRole('row', { name: new RegExp(`^${row}`) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
}

test('FILES-14 a file is previewed before anything is sent, and then sent as one command', async () => {
  const { sent } = openSection();
  choose(marinara, 'history.csv');
  const preview = await screen.findByRole('group', { name: 'Import “history.csv”?' });
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Import “history.csv”?'));
  expect(cellsOf('Sessions')).toEqual(['2', '0', '0']);
  expect(preview.textContent).toContain('1 entry stands in the file twice (line 3).');
  expect(preview.textContent).toContain('Mar 1, 2020');
  expect(sent).toEqual([]);

  press('Import 2 entries');
  await screen.findByText('2 entries imported.');
  expect(sent).toMatchObject([
    { type: 'import', changes: [{ table: 'pomodoro_sessions' }, { table: 'pomodoro_sessions' }] },
  ]);
  const chooser = screen.getByRole('button', { name: 'Choose a file…' });
  await waitFor(() => expect(document.activeElement).toBe(chooser));
});

test('FILES-14 a preview can be left without a trace', async () => {
  const { sent } = openSection();
  choose(marinara, 'history.csv');
  await screen.findByRole('group', { name: 'Import “history.csv”?' });
  press('Cancel');
  await waitFor(() => expect(screen.queryByRole('group')).toBeNull());
  expect(sent).toEqual([]);
});

test('FILES-14 what is here already is counted, and with nothing new there is nothing to import', async () => {
  const here = { ...noRows, tasks: [taskRow()], sessions: [sessionRow()] };
  openSection({ here });
  choose(writeBackup(here, now), 'baton.json');
  await screen.findByText('Everything that can be taken from this file is here already.');
  expect(cellsOf('Sessions')).toEqual(['0', '0', '1']);
  expect(cellsOf('Tasks')).toEqual(['0', '0', '1']);
  expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
});

test('FILES-4 a file that is refused says where and why, and that nothing has changed', async () => {
  const { sent } = openSection();
  choose(marinara.replace('1583052900', 'soon'), 'history.csv');
  const refusal = await screen.findByRole('group', { name: '“history.csv” was not imported' });
  expect(refusal.querySelector('.warning')?.textContent).toBe(
    'Line 4, timestamp There is an unexpected value here.',
  );
  expect(refusal.textContent).toContain('Nothing was changed.');
  press('Close');
  await waitFor(() => expect(screen.queryByRole('group')).toBeNull());
  expect(sent).toEqual([]);
});

test('FILES-10 a file in another encoding is refused in words', async () => {
  openSection();
  choose(Uint8Array.from([0x66, 10, 0xfc, 10]), 'history.csv');
  expect((await screen.findByText(/not a text in UTF-8/)).textContent).toContain('Line 2');
});

test('FILES-13 an import that the disk has no room for says so and can be tried again', async () => {
  openSection({ answer: { ok: false, reason: 'storage_full' } });
  choose(marinara, 'history.csv');
  await screen.findByRole('group', { name: 'Import “history.csv”?' });
  press('Import 2 entries');
  await screen.findByText(/storage is full/);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import 2 entries' }).disabled).toBe(false);
});

test('FILES-16 everything is saved as JSON and the history as CSV, of whoever is signed in', async () => {
  const here = { ...noRows, tasks: [taskRow()], sessions: [sessionRow()] };
  const { saved, owners } = openSection({ here, account: { id: 'ada', email: 'ada@example.org' } });
  press('Export everything (JSON)');
  await screen.findByText('Saved as baton-2026-07-01.json');
  press('Export history (CSV)');
  await screen.findByText('Saved as baton-history-2026-07-01.csv');
  expect(saved.map(({ type }) => type)).toEqual(['application/json', 'text/csv;charset=utf-8']);
  expect(saved[0]?.text).toBe(writeBackup(here, now));
  expect(saved[1]?.text).toContain('2026-01-05T10:00:00.000+01:00');
  expect(owners).toEqual(['ada', 'ada']);
});

test('FILES-16 an export of a database that cannot be read says so', async () => {
  const { saved } = openSection({ isBroken: true });
  press('Export everything (JSON)');
  await screen.findByText(/cannot be read/);
  expect(saved).toEqual([]);
});

test('FILES-15 UI-155 erasing is asked for twice, and can be left', async () => {
  const { sent } = openSection();
  press('Erase…');
  await screen.findByRole('group', { name: 'Erase everything in this browser?' });
  const opener = screen.getByRole('button', { name: 'Erase…' });
  expect(opener.getAttribute('aria-expanded')).toBe('true');
  press('Cancel');
  await waitFor(() => expect(document.activeElement).toBe(opener));
  expect(opener.getAttribute('aria-expanded')).toBe('false');
  expect(sent).toEqual([]);
  press('Erase…');
  await screen.findByRole('group', { name: 'Erase everything in this browser?' });
  press('Erase');
  await screen.findByText('Everything in this browser was erased.');
  expect(sent).toEqual([{ type: 'erase' }]);
});

test('FILES-15 with an account it says what becomes of it, and what would be lost', async () => {
  openSection({ account: { id: 'ada', email: 'ada@example.org' }, waiting: 3 });
  press('Erase…');
  const question = await screen.findByRole('group', { name: 'Erase the copy in this browser and sign out?' });
  expect(within(question).getByText(/3 changes have not reached the server yet/)).toBeTruthy();
});

test.each([true, false])(
  'STORE-24 it says that the browser may delete all of it, if it may: %s',
  (can_vanish) => {
    openSection({ can_vanish });
    expect(screen.queryByText(/^The browser may delete/) !== null).toBe(can_vanish);
  },
);
