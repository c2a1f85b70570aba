import { isDeepStrictEqual } from 'node:util';
import { startInPlace } from '../../e2e/testing/pages/start-in-place.ts';
import { waitForBadge, waitForPausedBadge } from '../../e2e/testing/pages/wait-for-badge.ts';
import { heldRows } from '../../e2e/testing/records/held-rows.ts';
import type { Profile } from '../../e2e/testing/browsers/profile.ts';
import { storedRows } from '../../e2e/testing/records/stored-rows.ts';
import { waitUntil } from '../../e2e/testing/waiting/wait-until.ts';
import type { Command } from '../../lib/messages/command.ts';
import type { Checkpoint } from '../../lib/timer/checkpoint.ts';
import { makeOddTask } from './odd-task.ts';

/** Two browsers of one person. */
export interface Devices {
  a: Profile;
  b: Profile;
}

/** In minutes, so phases last a few seconds. */
const quick = { work_duration: 0.1, short_break: 0.2, long_break: 0.2, sessions_before_long_break: 4 };
const usual = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };

type SessionAct = Exclude<
  Extract<Command, { session: string }>['type'],
  'retask' | 'backdate' | 'stop-at' | 'interruption' | 'take-back-interruption'
>;

/** Sends a command. Throws with the reason where it is refused. */
async function perform(profile: Profile, command: Command): Promise<void> {
  const answer =
    command.type === 'start' ? await startInPlace(profile, command) : await profile.send(command);
  if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.reason} ${answer.detail ?? ''}`);
}

async function newest(profile: Profile): Promise<Checkpoint | undefined> {
  const { checkpoints } = await heldRows(profile);
  return checkpoints.toSorted((one, other) => one.timestamp - other.timestamp).at(-1);
}

/** Sends a command on the session of the newest act that this browser knows. */
async function actOnNewest(profile: Profile, type: SessionAct): Promise<void> {
  const session = (await newest(profile))?.session_id ?? '';
  await perform(profile, type === 'extend' ? { type, session, minutes: 1 } : { type, session });
}

async function taskNamed(profile: Profile, title: string): Promise<string> {
  const page = await profile.quietPage();
  const owner = (await profile.status())?.owner ?? 'local';
  const tasks = await storedRows(page, `baton-${owner}`, 'tasks');
  return tasks.find((task) => task.title === title)?.id ?? '';
}

/** Waits until nothing waits anywhere and both hold the same. */
export async function together({ a, b }: Devices): Promise<void> {
  await waitUntil(
    'both hold the same',
    async () => {
      const [one, other] = await Promise.all([heldRows(a), heldRows(b)]);
      const same = [one, other].map(({ checkpoints, sessions }) => ({ checkpoints, sessions }));
      const links = await Promise.all([a.status(), b.status()]);
      if (one.waiting + other.waiting > 0) throw new Error(`${one.waiting} and ${other.waiting} wait`);
      if (links.some((status) => status?.link !== 'synced')) throw new Error('not synced');
      return isDeepStrictEqual(same[0], same[1]);
    },
    { every: 200 },
  );
}

/** One browser, before anybody signs in: tasks, settings, sessions that end in each way, and one that is open. */
export async function dayAlone(profile: Profile, name: string): Promise<void> {
  const preferences = { daily_goal: 120, day_starts_at: 4, focus_mode: true, 'site:news.example': true };
  await perform(profile, { type: 'set-preferences', preferences });
  await perform(profile, { type: 'edit-preset', key: 'short', preset: quick });
  await perform(profile, { type: 'edit-preset', key: `deep-${name}`, preset: { name: 'Deep', ...usual } });
  for (const [title, estimate] of [
    ['Write', 3],
    ['Read', 1],
    ['Tidy up', 1],
    ['Forget', 2],
  ] as const)
    await perform(profile, { type: 'add-task', title: `${title} in ${name}`, estimate });
  const [write, read, tidy, forget] = await Promise.all(
    ['Write', 'Read', 'Tidy up', 'Forget'].map((title) => taskNamed(profile, `${title} in ${name}`)),
  );
  const description = 'First the outline.\nThen the rest.';
  await perform(profile, { type: 'edit-task', id: write ?? '', description, estimate: 4 });
  await perform(profile, { type: 'move-task', id: read ?? '', after: null });
  await perform(profile, { type: 'complete-task', id: tidy ?? '', done: true });
  await perform(profile, { type: 'delete-task', id: forget ?? '', deleted: true });
  await perform(profile, { type: 'choose-task', id: write ?? '' });
  await perform(profile, { type: 'start' });
  await waitForBadge(profile, /^✓?$/);
  await perform(profile, { type: 'start', phase: 'short_break' });
  await actOnNewest(profile, 'skip');
  await perform(profile, { type: 'edit-preset', key: 'short', preset: usual });
  await perform(profile, { type: 'start', phase: 'work' });
  await perform(profile, { type: 'choose-task', id: read ?? '' });
  await perform(profile, { type: 'start', phase: 'work' });
  await actOnNewest(profile, 'stop');
  await perform(profile, { type: 'start', phase: 'work' });
  await actOnNewest(profile, 'extend');
  if (profile.browser === 'firefox') await actOnNewest(profile, 'pause');
}

/** One session moves between the two: each kind of act on it, from either side. */
async function passSessionAround(devices: Devices): Promise<void> {
  const { a, b } = devices;
  await actOnNewest(a, 'stop');
  await perform(a, { type: 'edit-preset', key: 'short', preset: quick });
  await perform(a, { type: 'start', phase: 'work' });
  await waitForBadge(a, /^✓?$/);
  await perform(a, { type: 'edit-preset', key: 'short', preset: usual });
  await perform(a, { type: 'start', phase: 'work' });
  await together(devices);
  for (const [profile, act] of [
    [b, 'handoff'],
    [b, 'pause'],
    [a, 'resume'],
    [b, 'extend'],
    [a, 'skip'],
  ] as const) {
    await actOnNewest(profile, act);
    await together(devices);
  }
  await perform(b, { type: 'start', phase: 'short_break' });
  await together(devices);
  await actOnNewest(a, 'stop');
  await together(devices);
}

/** A break begins by itself and is taken back. */
async function startBreakByItself(devices: Devices): Promise<void> {
  const { a, b } = devices;
  await perform(b, { type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await perform(a, { type: 'edit-preset', key: 'short', preset: { ...quick, short_break: 25 } });
  await together(devices);
  await perform(a, { type: 'start', phase: 'work' });
  await waitUntil('a break begins', async () => (await newest(b))?.checkpoint_type === 'begin');
  await actOnNewest(b, 'drop');
  await perform(a, { type: 'edit-preset', key: 'short', preset: usual });
  await perform(b, { type: 'set-preferences', preferences: { auto_start_breaks: false } });
  await together(devices);
}

/** Tasks and presets change on both sides, first in turn, then while one of them is offline. */
async function editApart(devices: Devices): Promise<void> {
  const { a, b } = devices;
  await perform(b, { type: 'add-task', title: 'Answer letters', estimate: 2 });
  await together(devices);
  const id = await taskNamed(a, 'Answer letters');
  await perform(a, { type: 'complete-task', id, done: true });
  await perform(a, { type: 'complete-task', id, done: false });
  await perform(a, { type: 'delete-task', id, deleted: true });
  await perform(a, { type: 'delete-task', id, deleted: false });
  await together(devices);
  b.setOffline(true);
  await perform(b, { type: 'edit-task', id, title: 'Answer all letters', estimate: 5 });
  await perform(b, { type: 'edit-preset', key: 'long', preset: null });
  await perform(a, { type: 'edit-task', id, title: 'Answer two letters', description: 'The old ones.' });
  await perform(a, { type: 'edit-preset', key: 'evening', preset: { name: 'Evening', ...quick } });
  b.setOffline(false);
  await perform(b, { type: 'sync-now' });
  await together(devices);
}

/** Both start a session while offline, so that each side gets a note about the conflict. */
async function startApart(devices: Devices): Promise<void> {
  const { a, b } = devices;
  for (const each of [a, b]) each.setOffline(true);
  await perform(a, { type: 'start', phase: 'work' });
  await perform(b, { type: 'start', phase: 'work' });
  for (const each of [a, b]) each.setOffline(false);
  for (const each of [a, b]) await perform(each, { type: 'sync-now' });
  await together(devices);
  for (const each of [a, b])
    await waitUntil('it is told', async () => ((await each.status())?.notes.length ?? 0) > 0);
}

/** Makes a row that the server refuses. No form lets it through, an imported file does. */
async function makeRefusedRow(profile: Profile): Promise<void> {
  await perform(profile, { type: 'import', changes: [{ table: 'tasks', row: makeOddTask(Date.now()) }] });
  await waitUntil('it is set aside', async () => (await heldRows(profile)).aside === 1);
}

/** From the sign-in to the last act: `a` makes the account, `b` comes with things of its own. */
export async function dayTogether(devices: Devices, who: { email: string; password: string }): Promise<void> {
  const { a, b } = devices;
  await perform(a, { type: 'sign-up', ...who });
  await waitUntil('A has sent all', async () => (await heldRows(a)).waiting === 0);
  await perform(b, { type: 'sign-in', ...who });
  await perform(b, { type: 'join', choice: 'both' });
  await together(devices);
  await passSessionAround(devices);
  await startBreakByItself(devices);
  await perform(b, { type: 'sign-out', keep: true });
  await perform(b, { type: 'sign-in', ...who });
  await together(devices);
  await editApart(devices);
  await startApart(devices);
  await makeRefusedRow(a);
  await makeRefusedRow(b);
  await together(devices);
}

/** Both go offline with changes that wait. The session runs on in one browser and is paused in the other. */
export async function actOffline({ a, b }: Devices): Promise<void> {
  for (const each of [a, b]) each.setOffline(true);
  await perform(a, { type: 'add-task', title: 'Written on a train', estimate: 1 });
  await perform(a, { type: 'edit-preset', key: 'evening', preset: { name: 'Late', ...usual } });
  await perform(b, { type: 'edit-task', id: await taskNamed(b, 'Read in firefox'), title: 'Read at night' });
  await actOnNewest(b, 'pause');
  await waitForPausedBadge(b);
}

/** Both come back online, one device is removed and signs in again, and the account is deleted. */
export async function endDay(devices: Devices, who: { email: string; password: string }): Promise<void> {
  const { a, b } = devices;
  for (const each of [a, b]) each.setOffline(false);
  for (const each of [a, b]) await perform(each, { type: 'sync-now' });
  await together(devices);
  await perform(a, { type: 'remove-device', id: (await b.status())?.device ?? '' });
  await waitUntil('B is removed', async () => (await b.status())?.problem?.reason === 'device_removed');
  await perform(b, { type: 'sign-in', ...who });
  await together(devices);
  await perform(a, { type: 'delete-account', keep: false });
  await waitUntil('B knows', async () => (await b.status())?.problem?.reason === 'account_deleted');
}
