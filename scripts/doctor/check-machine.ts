import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../supabase/local/free-port.ts';
import { findBrowser, howToGet, onPath, type BrowserKind } from '../find-browser.ts';
import type { Line } from './line.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Says what this machine lacks for developing. */
export async function checkMachine(env: NodeJS.ProcessEnv = process.env): Promise<Line[]> {
  return [
    nodeLine(),
    programLine('npm', 'to install the packages', env),
    programLine('git', 'to build a release and to send changes', env),
    packagesLine(),
    browserLine('chromium', 'npm start and npm test need it', env),
    browserLine('firefox', 'npm test needs it', env),
    await portLine(54_321),
    spaceLine(),
  ];
}

function nodeLine(): Line {
  const { node } = process.versions;
  const isNew = Number(node.split('.')[0]) >= 24;
  return isNew
    ? { name: 'node', state: 'good', sentence: `Node ${node} runs the commands.` }
    : { name: 'node', state: 'bad', sentence: `Node ${node} is too old: install Node 24 or newer.` };
}

function programLine(name: string, why: string, env: NodeJS.ProcessEnv): Line {
  const found = onPath(name, env);
  return found === null
    ? { name, state: 'bad', sentence: `It is not installed: it is needed ${why}.` }
    : { name, state: 'good', sentence: `It is there (${found}).` };
}

function packagesLine(): Line {
  const isThere = existsSync(join(root, 'node_modules', '.package-lock.json'));
  return isThere
    ? { name: 'packages', state: 'good', sentence: 'They are installed.' }
    : { name: 'packages', state: 'bad', sentence: 'They are not installed: npm ci.' };
}

function browserLine(kind: BrowserKind, why: string, env: NodeJS.ProcessEnv): Line {
  try {
    const found = findBrowser(kind, env);
    if (found !== null) return { name: kind, state: 'good', sentence: `It is there (${found}).` };
    return { name: kind, state: 'bad', sentence: `${howToGet(kind)} On Debian ${why} and installs it.` };
  } catch (error) {
    return { name: kind, state: 'bad', sentence: error instanceof Error ? error.message : String(error) };
  }
}

async function portLine(port: number): Promise<Line> {
  const name = `port ${port}`;
  return (await freePort(port)) === port
    ? { name, state: 'good', sentence: 'It is free.' }
    : { name, state: 'remark', sentence: 'It is taken: npm run backend and npm start take another one.' };
}

/** What packages, builds and test databases take, in bytes. */
const wanted = 3e9;

function spaceLine(): Line {
  const { bavail, bsize } = statfsSync(root);
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB are free`;
  return bavail * bsize >= wanted
    ? { name: 'disk', state: 'good', sentence: `${free}.` }
    : { name: 'disk', state: 'remark', sentence: `${free}: tests may want up to ${wanted / 1e9} GB.` };
}
