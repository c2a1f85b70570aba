import { afterEach, expect, it, vi } from 'vitest';
import { send } from './send.ts';

const notHeard = () =>
  Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
const notAnswered = () =>
  Promise.reject(new Error('The message port closed before a response was received.'));

/** A background that does this with one message after the other. */
function background(...deeds: (() => Promise<unknown>)[]) {
  const sendMessage = vi.fn(() => deeds.shift()?.() ?? Promise.resolve());
  vi.stubGlobal('browser', { runtime: { id: 'baton', sendMessage } });
  return sendMessage;
}

afterEach(() => vi.unstubAllGlobals());

it('ENGINE-5 what a dying worker did not hear is said once more, to the next one', async () => {
  const asked = background(notHeard, () => Promise.resolve({ ok: true }));
  expect(await send({ type: 'start' })).toEqual({ ok: true });
  expect(asked).toHaveBeenCalledTimes(2);
});

it('ENGINE-5 it is said no more than twice', async () => {
  const asked = background(notHeard, notHeard, () => Promise.resolve({ ok: true }));
  expect(await send({ type: 'start' })).toMatchObject({ ok: false, reason: 'unexpected' });
  expect(asked).toHaveBeenCalledTimes(2);
});

it('ENGINE-5 what may have been heard is not said again', async () => {
  const asked = background(notAnswered);
  expect(await send({ type: 'start' })).toMatchObject({ ok: false, reason: 'unexpected' });
  expect(asked).toHaveBeenCalledTimes(1);
});
