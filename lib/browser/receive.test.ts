import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Answer } from '../messages/answer.ts';
import type { ReadAnswer } from '../messages/read.ts';
import { receive } from './receive.ts';

type Listener = Parameters<typeof fakeBrowser.runtime.onMessage.addListener>[0];

let listener: Listener;
const receiver = {
  handle: vi.fn(() => Promise.resolve<Answer>({ ok: true })),
  read: vi.fn(() => Promise.reject<ReadAnswer>(new Error('Not now.'))),
};

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((given) => {
    listener = given;
  });
  receive(receiver);
});

function say(message: unknown, id: string | undefined): Promise<unknown> {
  return new Promise((answered) => {
    const waits: unknown = listener(message, id === undefined ? {} : { id }, answered);
    if (waits !== true) answered('no answer');
  });
}

test.each([
  { who: 'another extension', id: 'other' },
  { who: 'a website, which has no id', id: undefined },
])('PAGE-2 $who gets no answer, and nothing is done', async ({ id }) => {
  expect(await say({ command: { type: 'erase' } }, id)).toBe('no answer');
  expect(await say({ request: {} }, id)).toBe('no answer');
  expect(receiver.handle).not.toHaveBeenCalled();
  expect(receiver.read).not.toHaveBeenCalled();
});

test('PAGE-2 a page of Baton is answered, also when it asks for what fails', async () => {
  const { id } = fakeBrowser.runtime;
  expect(await say({ command: { type: 'start' } }, id)).toEqual({ ok: true });
  expect(await say({ request: {} }, id)).toMatchObject({ ok: false, reason: 'unexpected' });
  for (const message of [null, 'command', { other: 1 }]) expect(await say(message, id)).toBe('no answer');
});
