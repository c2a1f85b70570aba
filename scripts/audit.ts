// Asks the registry for known holes in the packages that the extension ships.
import { spawnSync } from 'node:child_process';
import { judgeAudit } from './judge-audit.ts';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--omit=optional', '--json'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const { ok, sentence } = judgeAudit(stdout);
console.log(sentence);
process.exitCode = ok ? 0 : 1;
