import { expect, test } from 'vitest';
import { createStatusKeeper } from '../messages/status-keeper.ts';
import { unknownStatus, type Status } from '../messages/status.ts';
import { ownerAt } from '../store/owner.ts';
import { withoutInvalidIds } from './without-invalid-ids.ts';

const id = '01a22ee1-5be8-7038-8646-79417986b67f';

const checked = async (known: Partial<Status>): Promise<Status> =>
  (
    await withoutInvalidIds(createStatusKeeper({ ...unknownStatus, ...known }, () => Promise.resolve()))
  ).get();

test.each([id, ownerAt(id, 'https://x.test'), null])(
  'ACCOUNT-35 a status with valid ids stays: %s',
  async (owner) => {
    const known = { account: owner === null ? null : { id, email: '' }, joining: null, owner };
    expect(await checked(known)).toEqual({ ...unknownStatus, ...known });
  },
);

test.each(['local', 'null', ''])('ACCOUNT-35 nobody is signed in as %j', async (invalid) => {
  const who = { id: invalid, email: 'ada@example.org' };
  expect(await checked({ account: who, joining: who, owner: invalid })).toEqual(unknownStatus);
});
