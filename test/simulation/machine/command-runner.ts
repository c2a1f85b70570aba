import type { Answer } from '../../../lib/messages/answer.ts';
import type { BackgroundCommand } from '../../../lib/background/background.ts';
import type { Status } from '../../../lib/messages/status.ts';
import type { WorkerRun } from './worker-run.ts';
import type { World } from '../run/world.ts';

export interface CommandRunnerDeps {
  world: World;
  /** Whose machine it is. */
  user: string;
  /** The run of the worker that there is, or a new one. */
  workerRun(): WorkerRun;
  status(): Status;
  /** Whose login there is: a worker that dies while somebody signs out may leave none. */
  login(): string | null;
  /** Ids that are made from here on are added to this list. */
  collectIds(ids: string[]): void;
}

/** What was answered, null where the worker died over it, and the ids that were made on the way. */
export interface CommandResult {
  answer: Answer | null;
  ids: string[];
}

/** So long (milliseconds) somebody waits before trying to sign in again. */
const tryAgain = 2000;

/** Carries out what people ask of a machine, one command after another. */
export interface CommandRunner {
  carryOut(command: BackgroundCommand): Promise<CommandResult>;
  /** Resolves once nobody is signing in or out here. */
  untilSigned(): Promise<void>;
  /** Signs somebody in here, in the place of whoever is. What nobody owns yet stays with the machine's own user. */
  signIn(person: string): Promise<void>;
}

export function createCommandRunner(deps: CommandRunnerDeps): CommandRunner {
  const { world, user, workerRun, status, login, collectIds } = deps;
  let last: Promise<unknown> = Promise.resolve();
  /** Pending while somebody signs in or out. */
  let signing: Promise<unknown> | null = null;
  let wanted = user;
  let isTrying = false;

  async function ask(command: BackgroundCommand): Promise<CommandResult> {
    const run = workerRun();
    const before = last;
    const ids: string[] = [];
    const work = async (): Promise<Answer | null> => {
      // The engine does one command after another too. So it is known for which of them an id is made.
      await before;
      collectIds(ids);
      return run.worker().handle(command);
    };
    const answering = Promise.race([work(), run.died]);
    last = answering;
    return { answer: await answering, ids };
  }

  /** Signing in and out takes a while. People who act on the timer wait for it, by `untilSigned`. */
  async function sign(command: BackgroundCommand): Promise<CommandResult> {
    const before = signing;
    const work = (async () => {
      await before;
      return ask(command);
    })();
    signing = work;
    try {
      return await work;
    } finally {
      if (signing === work) signing = null;
    }
  }

  /** Tries until whoever is wanted is signed in. */
  async function signInWanted(): Promise<void> {
    const isIn = () => status().account?.id === wanted && login() === wanted;
    while (!isIn()) {
      const person = wanted;
      if (status().account && status().account?.id !== person) await sign({ type: 'sign-out', keep: true });
      if (!status().joining) await sign({ type: 'sign-in', email: person, password: '' });
      if (status().joining) await sign({ type: 'join', choice: 'both' });
      if (isIn()) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      world.after(tryAgain, resolve);
      await promise;
    }
  }

  return {
    carryOut: (command) => (isAccountCommand(command) ? sign(command) : ask(command)),

    async untilSigned() {
      while (signing) await signing;
    },

    async signIn(person) {
      if (person !== user && status().owner === null) return;
      wanted = person;
      if (isTrying) return;
      isTrying = true;
      await signInWanted();
      isTrying = false;
    },
  };
}

function isAccountCommand({ type }: BackgroundCommand): boolean {
  return type === 'sign-in' || type === 'sign-out' || type === 'join';
}
