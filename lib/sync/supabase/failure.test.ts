import { expect, test } from 'vitest';
import { databaseErrorOf, failureOf, isUnreachable, refusalOf } from './failure.ts';

test("SYNC-12 a failure carries the server's words and the wait that it asked for", () => {
  const error = { code: 'PT403', status: 403, message: 'device_removed', details: 'Signed out elsewhere.' };
  expect(failureOf(error, 30_000)).toEqual({
    kind: 'removed',
    detail: 'Signed out elsewhere.',
    reason: 'device_removed',
    retry_after: 30_000,
  });
});

test('SYNC-12 where no answer came the detail names the error without its stack', () => {
  const fault = { message: 'TypeError: Failed to fetch', details: 'TypeError: Failed to fetch\n  at fetch' };
  expect(failureOf(databaseErrorOf(fault, 0))).toMatchObject({
    kind: 'offline',
    detail: 'TypeError: Failed to fetch',
  });
});

test('SYNC-12 the details of an answer are kept', () => {
  const error = { code: 'PT403', message: 'device_removed', details: 'Signed out elsewhere.' };
  expect(databaseErrorOf(error, 403)).toEqual({ ...error, status: 403 });
});

test('SYNC-12 a failure names no reason and no wait where there is none', () => {
  expect(failureOf({ status: 500, message: 'No.' })).toStrictEqual({ kind: 'server', detail: 'No.' });
});

test.each([
  { message: 'JWT issued at future', kind: 'busy', reason: 'server_clock' },
  { message: 'JWT expired', kind: 'server', reason: 'token_refused' },
])('SYNC-45 a token that the database does not take ends no login: $message', ({ message, ...failure }) => {
  expect(failureOf({ code: 'PGRST303', status: 401, message })).toMatchObject(failure);
});

test.each([
  { message: 'You can only request this after 47 seconds.', number: 47 },
  { message: 'Password should be at least 12 characters.', number: 12 },
])('SYNC-65 a refusal has the number that its sentence names: $number', ({ message, number }) => {
  expect(refusalOf({ status: 429, message })).toMatchObject({ number });
});

test('SYNC-83 a number that is no wait and no length is none', () => {
  const message = `Try again after ${'9'.repeat(400)} seconds`;
  expect(refusalOf({ message, code: 'over_email_send_rate_limit' })).not.toHaveProperty('number');
});

test('SYNC-65 a refusal without a number has none', () => {
  expect(refusalOf({ status: 400, message: 'No.' })).toStrictEqual({
    ok: false,
    reason: 'unexpected',
    detail: 'No.',
  });
});

test.each([
  [{ status: 0, message: 'x' }, true],
  [{ status: 504, message: 'x' }, true],
  [{ name: 'AuthRetryableFetchError', status: 500, message: 'x' }, true],
  [{ status: 540, message: 'x' }, false],
])('SYNC-44 %o: no answer of Auth is %s', (error, is) => {
  expect(isUnreachable(error)).toBe(is);
});
