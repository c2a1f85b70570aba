import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noContact, type Contact } from '../../messages/contact.ts';
import { followContact, isFresh } from './contact-signal.ts';

const noon = new Date(2026, 2, 12, 12).getTime();

beforeEach(() => vi.useFakeTimers({ now: noon }));
afterEach(() => vi.useRealTimers());

async function follow(first: Partial<Contact>) {
  let tell: (contact: Contact) => void = () => undefined;
  const { contact, close } = await followContact({
    readContact: () => Promise.resolve({ ...noContact, ...first }),
    watchContact(changed) {
      tell = changed;
      return () => {
        tell = () => undefined;
      };
    },
    machineNow: () => Date.now(),
  });
  return { contact, close, tell: (next: Partial<Contact>) => tell({ ...noContact, ...next }) };
}

it('UI-70 a word of the server is fresh for 35 s, and becomes old by itself', async () => {
  const { contact, tell } = await follow({ heard_at: noon - 30_000 });
  expect(isFresh(contact.value)).toBe(true);
  vi.advanceTimersByTime(4999);
  expect(isFresh(contact.value)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(isFresh(contact.value)).toBe(false);
  tell({ heard_at: Date.now() });
  expect(isFresh(contact.value)).toBe(true);
});

it.each([
  ['none', null],
  ['an old one', noon - 35_000],
  ['one from the future of a clock that was set back', noon + 60_000],
])('UI-70 %s is not fresh', async (_what, heard_at) => {
  const { contact } = await follow({ heard_at });
  expect(isFresh(contact.value)).toBe(false);
});

it('UI-70 a page that closes follows no longer', async () => {
  const { contact, close, tell } = await follow({ heard_at: noon });
  close();
  tell({ heard_at: noon, is_late: true });
  vi.advanceTimersByTime(60_000);
  expect(contact.value).toMatchObject({ is_late: false, at: noon });
  expect(vi.getTimerCount()).toBe(0);
});
