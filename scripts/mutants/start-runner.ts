import { fork, type ChildProcess } from 'node:child_process';
import type { Answer, Question } from './run-tests.ts';

/** How long the tests of a folder may take without a mutant (milliseconds). */
const longestStart = 600_000;

export interface Runner {
  /** The files of the repository that the tests load. */
  reached: readonly string[];
  /** The first test that fails with this text in the place of the file; null where none does. */
  failing(question: Question): Promise<string | null>;
  end(): boolean;
}

/** Runs the unit tests of a folder once as they are, and then once for each question. */
export async function startRunner(folder: string): Promise<Runner> {
  let child = start(folder);
  const first = await hear(child, longestStart);
  if (first === null || !('took' in first)) {
    child.kill('SIGKILL');
    const why = first !== null && 'broken' in first ? first.broken : 'they do not start';
    throw new Error(`The tests of ${folder} have to pass before a mutant can fail them: ${why}`);
  }
  // With a mutant that takes much longer there is an endless loop.
  const patience = 5_000 + 3 * first.took;
  return {
    reached: first.reached,
    async failing(question) {
      child.send(question);
      const answer = await hear(child, patience);
      if (answer !== null && 'failed' in answer) return answer.failed;
      child.kill('SIGKILL');
      child = start(folder);
      await hear(child, longestStart);
      return 'no test ends';
    },
    end: () => child.kill('SIGKILL'),
  };
}

function start(folder: string): ChildProcess {
  return fork(new URL('run-tests.ts', import.meta.url), [folder], { stdio: 'ignore' });
}

function hear(child: ChildProcess, wait: number): Promise<Answer | null> {
  return new Promise((done) => {
    const timer = setTimeout(end, wait, null);
    const onExit = () => end(null);
    function end(answer: Answer | null) {
      clearTimeout(timer);
      child.off('message', end).off('exit', onExit);
      done(answer);
    }
    child.on('message', end).on('exit', onExit);
  });
}
