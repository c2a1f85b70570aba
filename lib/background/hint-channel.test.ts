import { expect, test } from 'vitest';
import type { HintListener } from '../sync/remote.ts';
import { createHintChannel } from './hint-channel.ts';

function setUp() {
  const seen = { open: 0, opened: 0, calls: 0, hints: 0 };
  let listener: HintListener | null = null;
  const channel = createHintChannel(
    {
      listen(on) {
        listener = on;
        seen.open += 1;
        seen.opened += 1;
        return () => {
          seen.open -= 1;
        };
      },
    },
    {
      syncNow: () => Promise.resolve(void (seen.calls += 1)),
      applyHint: () => Promise.resolve(void (seen.hints += 1)),
    },
  );
  const server = (): HintListener => {
    if (!listener) throw new Error('Nobody listens.');
    return listener;
  };
  return { seen, channel, server };
}

test('SLEEP-5 the channel is opened once, however often it is wanted, and closed once it is not', () => {
  const { seen, channel } = setUp();
  channel.setWanted(false);
  expect(seen.opened).toBe(0);
  channel.setWanted(true);
  channel.setWanted(true);
  expect(seen).toMatchObject({ open: 1, opened: 1 });
  channel.setWanted(false);
  channel.setWanted(false);
  expect(seen.open).toBe(0);
  channel.setWanted(true);
  expect(seen).toMatchObject({ open: 1, opened: 2 });
});

test('SLEEP-3 the channel hears from the moment the server says so until it is down or closed, and syncs at once', () => {
  const { seen, channel, server } = setUp();
  channel.setWanted(true);
  expect(channel.isHearing()).toBe(false);
  server().up();
  expect(channel.isHearing()).toBe(true);
  // There was no hint at what changed while it was closed.
  expect(seen.calls).toBe(1);
  server().hint({ from: 1, to: 2, rows: null });
  expect(seen.hints).toBe(1);
  server().down('closed');
  expect(channel.isHearing()).toBe(false);
  server().up();
  channel.setWanted(false);
  expect(channel.isHearing()).toBe(false);
});
