import { nativeExtension } from '../native.ts';

const key = 'goal_told';

/** Notes that this browser tells of the goal of a day. False where it has told already. */
export async function claimGoalOf(day: number): Promise<boolean> {
  const { local } = nativeExtension().storage;
  if ((await local.get(key))[key] === day) return false;
  await local.set({ [key]: day });
  return true;
}
