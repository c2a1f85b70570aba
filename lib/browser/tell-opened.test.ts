// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { tellOpened } from './tell-opened.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('UI-71 a page asks when it opens, and when somebody comes back to it after 25 s', () => {
  vi.useFakeTimers();
  const sendMessage = vi.fn(() => Promise.resolve({ ok: true }));
  vi.stubGlobal('browser', { runtime: { id: 'baton', sendMessage } });
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const become = (next: DocumentVisibilityState) => {
    state.mockReturnValue(next);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  tellOpened();
  expect(sendMessage.mock.calls).toMatchObject([[{ command: { type: 'opened' } }]]);
  become('hidden');
  become('visible');
  expect(sendMessage).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(25_000);
  become('hidden');
  expect(sendMessage).toHaveBeenCalledTimes(1);
  become('visible');
  expect(sendMessage).toHaveBeenCalledTimes(2);
});
