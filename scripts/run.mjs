// Runs scripts/<name>.ts from a fresh clone. It needs only Node 20: it installs what package-lock.json names, and then
// runs the script in the Node that came with it. For macOS no such package exists, so its own Node has to be new enough.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const [name, ...args] = process.argv.slice(2);
const locked = join(bin, 'node');
/** The first version of Node that runs TypeScript as it is. */
const newEnough = 24;

function giveUp(sentence) {
  console.error(sentence);
  if (name === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** npm notes what it installed. If a package is missing or has another version than the lock says, npm installs again. */
function isInstalled() {
  const there = readPackages('node_modules/.package-lock.json');
  return Object.entries(readPackages('package-lock.json')).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return there[path] ? there[path].version === version : optional === true;
  });
}

function install() {
  console.log('Installing the packages that package-lock.json names…');
  // npm's own Node, since the Node that runs this may lie in the folder that npm replaces.
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.env.npm_node_execpath ?? process.execPath, npm] : ['npm'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(command, [...before, 'ci', ...quiet], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) giveUp(`npm could not be started (${error.message}): install npm and try again.`);
  if (status !== 0) giveUp('npm could not install the packages: see above, and try again.');
}

/** The Node that runs the script: the locked one, or on a system that it does not exist for, this one. */
function findNode() {
  if (existsSync(locked)) return locked;
  if (major >= newEnough) return process.execPath;
  return giveUp(
    `There is no locked Node for ${process.platform} on ${process.arch}. Install Node ${newEnough} or newer and try again.`,
  );
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) giveUp(`Baton needs Node 20 or newer to begin with; this is ${process.version}.`);
if (process.platform !== 'linux' && process.platform !== 'darwin')
  giveUp('Run this on Debian 12, another Linux or macOS, with Node 20 or newer, npm and git.');
if (!isInstalled()) install();

const child = spawn(findNode(), [join(root, 'scripts', `${name}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
});
// Ctrl-C reaches the child as well, which cleans up. This process only waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
