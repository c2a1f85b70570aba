import { expect, test } from 'vitest';
import { createWorkspaceHolder } from './workspace-holder.ts';

function holder() {
  let opened = 0;
  const state = { isDiskFull: false };
  const workspaces = createWorkspaceHolder(() => {
    if (state.isDiskFull) return Promise.reject(new Error('The disk is full.'));
    opened += 1;
    return Promise.resolve({ number: opened, close: () => Promise.resolve() });
  });
  return { state, workspaces };
}

test('ACCOUNT-16 a workspace that could not be opened is opened for the next command', async () => {
  const { state, workspaces } = holder();
  state.isDiskFull = true;
  await expect(workspaces.current()).rejects.toThrow('The disk is full.');
  state.isDiskFull = false;
  expect(await workspaces.current()).toMatchObject({ number: 1 });
});

test('ACCOUNT-16 a caller gets the next workspace while one replaces the other', async () => {
  const { workspaces } = holder();
  expect(await workspaces.current()).toMatchObject({ number: 1 });
  const replacing = workspaces.replace(() => Promise.resolve());
  await Promise.resolve();
  expect(await workspaces.current()).toMatchObject({ number: 2 });
  expect(await replacing).toMatchObject({ number: 2 });
});
