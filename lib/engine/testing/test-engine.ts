import type { EngineAnswer } from '../commands/answer.ts';
import { dispatch } from '../commands/command-map.ts';
import type { EngineCommand } from '../commands/commands.ts';
import { createEngine, type Engine, type EngineDeps } from '../engine.ts';

/** An engine that takes commands as the background hands them out. */
export interface TestEngine extends Engine {
  execute(command: EngineCommand, id?: string): Promise<EngineAnswer>;
}

export function createTestEngine(deps: EngineDeps): TestEngine {
  const engine = createEngine(deps);
  return { ...engine, execute: (command, id) => dispatch(engine.handlers(id), command) };
}
