import { expect, test } from 'vitest';
import type { HintListener } from '../sync/remote.ts';
import { createVirtualTime } from '../sync/testing/virtual-time.ts';
import { createHintChannel } from './hint-channel.ts';

function setUp() {
  const time = createVirtualTime();
  const read = time.reader();
  const seen = { open: 0, opened: 0, calls: 0, hints: 0, lost: 0, late: false };
  let listener: HintListener | null = null;
  const channel = createHintChannel({
    remote: {
      listen(on) {
        listener = on;
        seen.open += 1;
        seen.opened += 1;
        return () => {
          seen.open -= 1;
        };
      },
    },
    loop: {
      syncNow: () => Promise.resolve(void (seen.calls += 1)),
      applyHint: () => Promise.resolve(void (seen.hints += 1)),
    },
    schedule: time.schedule,
    steady: () => read().steady,
    onLate: (isLate) => void (seen.late = isLate),
    onLost: () => void (seen.lost += 1),
  });
  const server = (): HintListener => {
    if (!listener) throw new Error('Nobody listens.');
    return listener;
  };
  /** A look found the server at `head`, and the hint at it had time to come. */
  const miss = (head: number) => {
    channel.missed(head);
    time.pass(3000);
  };
  return { time, seen, channel, server, miss };
}

/** A channel that is joined to a server which says that it follows its database. */
function joined() {
  const parts = setUp();
  parts.channel.setWanted(true);
  parts.server().up(true);
  return parts;
}

const hint = (to: number) => ({ from: to - 1, to, rows: null });

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

test('SLEEP-7 the channel hears from the moment the server says so until it is down or closed, and syncs at once', () => {
  const { seen, channel, server } = setUp();
  channel.setWanted(true);
  expect(channel.isHearing()).toBe(false);
  server().up();
  expect(channel.isHearing()).toBe(true);
  // There was no hint at what changed while it was closed.
  expect(seen.calls).toBe(1);
  server().hint(hint(2));
  expect(seen.hints).toBe(1);
  server().down('closed');
  expect(channel.isHearing()).toBe(false);
  server().up();
  channel.setWanted(false);
  expect(channel.isHearing()).toBe(false);
});

test('SLEEP-7 SLEEP-9 a hint that does not come after a look has found its change is lost: the channel is late and joined anew', () => {
  const { seen, server, miss } = joined();
  miss(5);
  expect(seen).toMatchObject({ lost: 1, late: true, open: 1, opened: 2 });
  server().up();
  expect(seen.late).toBe(true);
  server().up(true);
  expect(seen.late).toBe(false);
});

test('SLEEP-7 a hint that was on its way during the look is not lost', () => {
  const { time, seen, channel, server } = joined();
  server().hint(hint(4));
  channel.missed(4);
  channel.missed(5);
  time.pass(1000);
  server().hint(hint(5));
  time.pass(5000);
  expect(seen).toMatchObject({ lost: 0, late: false, opened: 1 });
});

test('SLEEP-7 after a second loss within ten minutes only a hint shows that the channel works again', () => {
  const { time, seen, server, miss } = joined();
  miss(5);
  server().up(true);
  time.pass(300_000);
  miss(6);
  server().up(true);
  expect(seen.late).toBe(true);
  server().hint(hint(7));
  expect(seen.late).toBe(false);
  time.pass(600_000);
  miss(8);
  server().up(true);
  expect(seen).toMatchObject({ lost: 3, late: false });
});

test('SLEEP-9 it is joined anew at most once a minute', () => {
  const { time, seen, server, miss } = joined();
  for (let head = 5; head < 9; head += 1) {
    miss(head);
    server().up(true);
    time.pass(22_000);
  }
  expect(seen).toMatchObject({ lost: 4, opened: 3 });
});

test('SLEEP-7 what is missed while the channel is being joined makes it late, and joins nothing', () => {
  const { seen, channel, server, miss } = setUp();
  miss(4);
  channel.setWanted(true);
  miss(5);
  expect(seen).toMatchObject({ lost: 0, late: true, opened: 1 });
  server().up(true);
  expect(seen.late).toBe(false);
});

test('SLEEP-7 a channel that is no longer wanted is not late, and nothing joins it again', () => {
  const { time, seen, channel, server, miss } = joined();
  miss(5);
  channel.setWanted(false);
  expect(seen).toMatchObject({ late: false, open: 0 });
  channel.setWanted(true);
  server().up(true);
  channel.missed(6);
  channel.setWanted(false);
  time.pass(5000);
  expect(seen).toMatchObject({ lost: 1, open: 0 });
});
