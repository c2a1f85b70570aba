import { afterEach, expect, it, vi } from 'vitest';
import { send } from './send.ts';

const fails = (message: string) => () => Promise.reject(new Error(message));
/** What both browsers say where nobody listened. Firefox says it also where a page that had listened went away. */
const notHeard = fails('Could not establish connection. Receiving end does not exist.');
const notAnswered = fails('The message port closed before a response was received.');
const answered = () => Promise.resolve({ ok: true });

/** A background that does this with one message after the other. Each message is kept. */
function background(...deeds: (() => Promise<unknown>)[]) {
  const asked: { id?: string }[] = [];
  const sendMessage = (message: { id?: string }) => {
    asked.push(message);
    return deeds.shift()?.() ?? Promise.resolve();
  };
  vi.stubGlobal('browser', { runtime: { id: 'baton', sendMessage } });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['has not heard it', notHeard],
  ['may have carried it out', notAnswered],
  ['said nothing', () => Promise.resolve()],
])('ENGINE-5 a command is asked again where a dying worker %s, as the same command', async (_, dying) => {
  const asked = background(dying, answered);
  expect(await send({ type: 'start' })).toEqual({ ok: true });
  expect(asked).toEqual([asked[0], asked[0]]);
  expect(asked[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
});

it('ENGINE-5 another command has another id', async () => {
  const asked = background(answered, answered);
  await send({ type: 'start' });
  await send({ type: 'start' });
  expect(new Set(asked.map(({ id }) => id)).size).toBe(2);
});

it('ENGINE-5 it is asked three times at most, and then the page says so', async () => {
  const asked = background(notHeard, notAnswered, notHeard, answered);
  expect(await send({ type: 'start' })).toMatchObject({ ok: false, reason: 'unexpected' });
  expect(asked).toHaveLength(3);
});

it('ENGINE-5 a refusal is an answer', async () => {
  const asked = background(() => Promise.resolve({ ok: false, reason: 'already_paused' }));
  expect(await send({ type: 'start' })).toEqual({ ok: false, reason: 'already_paused' });
  expect(asked).toHaveLength(1);
});
