import { createServerModel, type ServerModel } from '../../../test/server-model/server-model.ts';
import type { Remote, RemoteFailure } from '../remote.ts';
import { createTestDevice, type TestDevice, type TestDeviceOptions } from './test-device.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export interface TestWorld {
  time: VirtualTime;
  server: ServerModel;
  /** Another device of the same account. */
  device(options?: Partial<TestDeviceOptions>): Promise<TestDevice>;
}

export function createTestWorld(options: { page?: number; columns?: string[] } = {}): TestWorld {
  const time = createVirtualTime();
  const server = createServerModel({ now: time.now, ...options });
  return { time, server, device: (more = {}) => createTestDevice({ server, time, ...more }) };
}

export interface Faults {
  /** How many changes each call carried. */
  calls: number[];
  /** What the next calls fail with, in turn. */
  failures: RemoteFailure[];
}

export interface FailingRemote extends Faults {
  /** Fails as long as there are failures left, and then is the other remote. */
  over(remote: Remote): Remote;
}

export function failingRemote(...failures: RemoteFailure[]): FailingRemote {
  const calls: number[] = [];
  return {
    calls,
    failures,
    over: (remote) => ({
      listen: (on) => remote.listen(on),
      head() {
        const failure = failures.shift();
        return failure ? Promise.resolve({ ok: false, failure }) : remote.head();
      },
      sync(cursor, changes) {
        calls.push(changes.length);
        const failure = failures.shift();
        return failure ? Promise.resolve({ ok: false, failure }) : remote.sync(cursor, changes);
      },
    }),
  };
}

/** A device whose calls fail in turn. */
export async function failingDevice(
  { device }: TestWorld,
  ...failures: RemoteFailure[]
): Promise<TestDevice & Faults> {
  const inner = await device();
  const faults = failingRemote(...failures);
  const outer = await device({ deps: { remote: faults.over(inner.remote) } });
  return { ...outer, calls: faults.calls, failures: faults.failures };
}
