// Runs scripts/<name>.ts from a fresh clone. It needs only Node 20: it installs what package-lock.json names, and then
// runs the script in the Node that came with it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const [name, ...args] = process.argv.slice(2);

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
  if (!existsSync(join(bin, 'node'))) return false;
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
  if (!existsSync(join(bin, 'node')))
    giveUp(
      'The package "node" did not install: allow install scripts (npm config set ignore-scripts false).',
    );
}

if (Number(process.versions.node.split('.')[0]) < 20)
  giveUp(`Baton needs Node 20 or newer to begin with; this is ${process.version}.`);
if (process.platform !== 'linux' && process.platform !== 'darwin')
  giveUp('Run this on Debian 12, another Linux or macOS, with Node 20 or newer, npm and git.');
if (!isInstalled()) install();

const child = spawn(join(bin, 'node'), [join(root, 'scripts', `${name}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
});
// Ctrl-C reaches the child as well, which cleans up. This process only waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => process.exit(signal ? 1 : (status ?? 1)));
