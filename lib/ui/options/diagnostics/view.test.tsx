// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { task } from '../../../store/testing/rows.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { openOptions, press, section } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

const somebody = '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f01';

it('UI-22 copies diagnostics that name nobody', async () => {
  const { environment } = openOptions({
    waiting: 2,
    settings: { current_task: 'task' },
    status: { link: 'problem', problem: { reason: 'unexpected', detail: 'no row of ada@example.org' } },
    setAside: [{ change: task({ id: somebody }), code: '23514', reason: 'Write the report!', at: 1 }],
  });
  await screen.findByText('Timer events: 1, Tasks: 1');
  press('Copy diagnostics');
  expect(await screen.findByText('Copied')).toBeTruthy();
  const text = String(environment.copy.mock.calls.flat()[0]);
  expect(text).toContain('baton 1.2.3');
  expect(text).toContain('changes: 2 waiting, pomodoro_checkpoints 1, tasks 1, 1 refused');
  expect(text).toContain('cursor: 1812, epoch 0b8f8f6e\n');
  expect(text).toContain('clock offset: 0 ms, ± 22 ms');
  expect(text).toMatch(/fail unreachable TypeError: Failed to fetch … ×3/);
  expect(text).toMatch(/wake pulse ×14/);
  for (const secret of ['ada', 'sb_publishable', 'supabase.co', 'report', somebody]) {
    expect(text).not.toContain(secret);
  }
});

it('DIAG-5 tells on the screen how things stand and what happened, in words', async () => {
  openOptions({ waiting: 2 });
  const about = section('About');
  expect(about.getByText('abc.supabase.co')).toBeTruthy();
  expect(await about.findByText('1,812 (epoch 0b8f8f6e)')).toBeTruthy();
  expect(about.getByText('0 ms from the server, give or take 22 ms')).toBeTruthy();
  const [errors, events] = about.getAllByRole('list', { hidden: true });
  expect(errors?.textContent).toContain('A call failed: The server cannot be reached.');
  expect([...(events?.querySelectorAll('li span') ?? [])].map(({ textContent }) => textContent)).toEqual([
    'Woken: a look at the connection ×14',
    expect.stringContaining('A call failed') as string,
    'Notice of changes, with rows: 1 ×2',
    'Synced: 1 sent, 2 received',
    'Channel open',
    'Woken: start or restart',
  ]);
});
