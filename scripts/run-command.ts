import { spawn } from 'node:child_process';

export interface Ran {
  ok: boolean;
  /** What it wrote to both streams, in that order. */
  output: string;
  seconds: number;
}

/** Runs a command to its end, without input, in `folder` or here. Its output is kept and not shown. Never rejects. */
export async function run(
  command: string[],
  folder?: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  const [file = '', ...args] = command;
  const env = { [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1', ...environment };
  const started = performance.now();
  const pieces: string[] = [];
  const status = await new Promise<number | null>((done) => {
    const child = spawn(file, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
    child.on('error', (error) => {
      pieces.push(error.message);
      done(1);
    });
    child.on('close', (code) => done(code));
  });
  return { ok: status === 0, output: pieces.join(''), seconds: (performance.now() - started) / 1000 };
}
