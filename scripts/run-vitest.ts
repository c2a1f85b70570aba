import { readFile, rm } from 'node:fs/promises';
import { run } from './run-command.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/**
 * Runs one project of vitest.config.ts and counts its tests. A file that could not be loaded counts as one failed
 * test, and so does an error outside all tests. A skipped test counts as failed, since it proves nothing.
 */
export async function runVitest(
  project: string,
): Promise<{ passed: number; failed: number; output: string }> {
  const file = `out/test/${project}.json`;
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok, output } = await run(['vitest', 'run', '--project', project, ...reporters]);
  const report = await read(file);
  if (report === null) return { passed: 0, failed: 1, output };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + unloaded.length + skipped;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    output: skipped === 0 ? output : `${output}\n${skipped} skipped tests count as failed.`,
  };
}

async function read(file: string): Promise<Report | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
