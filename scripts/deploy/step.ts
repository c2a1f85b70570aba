/** What came of a step. `nothing`: all was as it should be. `said`: it cannot be done from here, and how else. */
export type Outcome = { done: 'done' | 'nothing' | 'said'; sentence: string };

export interface Step {
  name: string;
  /** What it is about to do. */
  about: string;
  /** Steps that change nothing are not asked about. */
  isHarmless: boolean;
  /** Throws where whoever deploys has to do something first. */
  run(): Promise<Outcome>;
}

export const done = (sentence: string): Outcome => ({ done: 'done', sentence });
export const nothing = (sentence: string): Outcome => ({ done: 'nothing', sentence });
export const said = (sentence: string): Outcome => ({ done: 'said', sentence });

export interface Deployer {
  say(text: string): void;
  /** Whether to take a step. */
  ask(question: string): Promise<boolean>;
}

/** Takes the steps in their order. A step that is declined is left out. True if none failed. */
export async function takeSteps(steps: readonly Step[], { say, ask }: Deployer): Promise<boolean> {
  for (const [place, { name, about, isHarmless, run }] of steps.entries()) {
    say(`\n${place + 1} of ${steps.length}: ${name}\n${about}`);
    if (!isHarmless && !(await ask('Go on with this step?'))) {
      say('Left out.');
      continue;
    }
    try {
      const { done: what, sentence } = await run();
      say(`${what === 'said' ? '→' : '✓'} ${sentence}`);
    } catch (error) {
      say(`✗ ${error instanceof Error ? error.message : String(error)}`);
      say('Every step can be taken again: put this right, and run the same command once more.');
      return false;
    }
  }
  return true;
}
