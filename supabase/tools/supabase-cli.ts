import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = fileURLToPath(new URL('dist/supabase.js', import.meta.resolve('supabase/package.json')));

/**
 * Runs the official command line of Supabase in this repository and returns its standard output. Throws its error
 * output if it fails.
 */
export async function supabase(...args: string[]): Promise<string> {
  const [file = '', ...rest] = supabaseCommand(args);
  const child = spawn(file, rest, {
    cwd: root,
    env: supabaseEnvironment(args),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => out.push(piece));
  child.stderr.on('data', (piece: Buffer) => said.push(piece));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('close', resolve);
  const status = await promise;
  const output = Buffer.concat(out).toString();
  if (status === 0) return output;
  throw new Error(`supabase ${args[0]} ${args[1]} failed:\n${output}${Buffer.concat(said).toString()}`);
}

/** What starts the official command line. */
export function supabaseCommand(args: readonly string[]): string[] {
  return [process.execPath, cli, ...args];
}

/**
 * The environment of the official command line. TLS is off for databases on this machine, because ours have none and a
 * warning about that would go into the generated files.
 */
export function supabaseEnvironment(args: readonly string[]): NodeJS.ProcessEnv {
  const isHere = args.some((arg) => /@(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(arg));
  return {
    ...process.env,
    ...(isHere && { PGSSLMODE: 'disable' }),
    SUPABASE_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
  };
}
