import { setImmediate } from 'node:timers/promises';
import type { Client, Connection } from '../supabase/connection.ts';
import { loginJson } from './fake-server.ts';

export interface FakeChannel {
  topic: string;
  config: object;
  /** What supabase-js says of the channel's state. */
  answer(status: string, error?: Error): void;
  broadcast(event: string, payload?: unknown): void;
  system(status: string, message: string): void;
}

type Step = 'login' | 'token' | 'leave' | 'leave all';

export interface FakeHintServer {
  /** As much of one as hints need. */
  connection: Connection;
  /** What was asked of it so far, in order. */
  log: string[];
  /** The next channel that is joined. */
  joined(): Promise<FakeChannel>;
  /** With a reason there is no login from now on, with null there is one again. */
  refuseLogin(reason: string | null): void;
  breakNextJoin(message: string): void;
  /** From now on such a step fails. */
  breakStep(step: Step): void;
  /** The next such step waits until the function that this returns is called. */
  holdNext(step: Step): () => Promise<void>;
}

/** Stands for the connection, its supabase-js client and the Realtime server behind them. */
export function fakeHintServer({ isConnected = true } = {}): FakeHintServer {
  const log: string[] = [];
  const channels: FakeChannel[] = [];
  const held = new Map<Step, Promise<void>>();
  const brokenSteps = new Set<Step>();
  let refusal: string | null = null;
  let broken: string | null = null;

  async function pass(step: Step, logged: string = step): Promise<void> {
    log.push(logged);
    await held.get(step);
    if (brokenSteps.has(step)) throw new Error(`${step} is broken.`);
  }

  async function login(logged: string) {
    await pass('login', logged);
    if (refusal) return { ok: false, failure: { kind: 'offline', detail: refusal } };
    return { ok: true, value: loginJson(3600) };
  }

  function channel(topic: string, { config }: { config: object }) {
    log.push('join');
    if (broken) {
      const message = broken;
      broken = null;
      throw new Error(message);
    }
    const listeners: Record<string, (message: object) => void> = {};
    const made = {
      on(type: string, _filter: object, listener: (message: object) => void) {
        listeners[type] = listener;
        return made;
      },
      subscribe(answer: FakeChannel['answer']) {
        channels.push({
          topic,
          config,
          answer,
          broadcast: (event, payload) => listeners['broadcast']?.({ event, payload }),
          system: (status, message) => listeners['system']?.({ status, message }),
        });
        return made;
      },
    };
    return made;
  }

  const client = {
    realtime: {
      isConnected: () => isConnected,
      disconnect: () => Promise.resolve(void log.push('disconnect')),
      setAuth: () => pass('token'),
    },
    channel,
    removeChannel: () => pass('leave'),
    removeAllChannels: () => pass('leave all'),
  };
  const connection = {
    client: () => client as unknown as Client,
    login: () => login('login'),
    renewLogin: () => login('new login'),
  };

  return {
    connection: connection as unknown as Connection,
    log,
    async joined() {
      for (let turns = 0; turns < 100; turns += 1) {
        const next = channels.shift();
        if (next) return next;
        await setImmediate();
      }
      throw new Error('No channel is joined.');
    },
    refuseLogin(reason) {
      refusal = reason;
    },
    breakNextJoin(message) {
      broken = message;
    },
    breakStep: (step) => void brokenSteps.add(step),
    holdNext(step) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(step, promise);
      return async () => {
        held.delete(step);
        resolve();
        await setImmediate();
      };
    },
  };
}
