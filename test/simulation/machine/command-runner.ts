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
  up(): WorkerRun;
  status(): Status;
  /** Whose login there is: a worker that dies while somebody signs out may leave none. */
  login(): string | null;
  /** From here on ids are made for this. */
  making(ids: string[]): void;
}

/** What was answered, null where the worker died over it, and the ids that were made on the way. */
export interface CommandResult {
  answer: Answer | null;
  ids: string[];
}

/** So long (milliseconds) somebody waits before trying to sign in again. */
const tryAgain = 2000;

/** What people ask of a machine, one thing after another. */
export function createCommandRunner({ world, user, up, status, login, making }: CommandRunnerDeps) {
  let last: Promise<unknown> = Promise.resolve();
  /** Somebody signs in or out just now. */
  let signing: Promise<unknown> | null = null;
  let wanted = user;
  let isTrying = false;

  async function ask(command: BackgroundCommand): Promise<CommandResult> {
    const now = up();
    const before = last;
    const ids: string[] = [];
    const work = async (): Promise<Answer | null> => {
      // One after another, as the engine does them: so it is known whose ids are made.
      await before;
      making(ids);
      return now.worker?.handle(command) ?? null;
    };
    const answering = Promise.race([work(), now.died]);
    last = answering;
    return { answer: await answering, ids };
  }

  /** Signing in and out take a while; who acts on the timer waits for it. */
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

  /** Sees to it that whoever is wanted is signed in, however often it takes. */
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
    carryOut: (command: BackgroundCommand): Promise<CommandResult> =>
      isAccountIntent(command) ? sign(command) : ask(command),

    /** Nobody signs in or out just now. */
    async isCalm(): Promise<void> {
      while (signing) await signing;
    },

    /** Somebody signs in here, in the place of whoever is; what nobody owns yet stays with whom it is. */
    async signIn(person: string): Promise<void> {
      if (person !== user && status().owner === null) return;
      wanted = person;
      if (isTrying) return;
      isTrying = true;
      await signInWanted();
      isTrying = false;
    },
  };
}

function isAccountIntent({ type }: BackgroundCommand): boolean {
  return type === 'sign-in' || type === 'sign-out' || type === 'join';
}
