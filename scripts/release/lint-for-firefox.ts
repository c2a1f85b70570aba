import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** A fault or a doubt of the linter with which Mozilla looks at every add-on. */
export interface StoreComplaint {
  code: string;
  message: string;
  file: string;
  line: number;
  column: number;
}

interface Found {
  errors: StoreComplaint[];
  warnings: StoreComplaint[];
  notices: StoreComplaint[];
}

/** Warnings that are known, each with the reason why it does no harm. There is nothing else that may be found. */
export const explained: readonly { code: string; beside: string; why: string }[] = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    // What stands in Preact's code before the assignment, also when it is minified.
    beside: '__html',
    why: 'Preact can set innerHTML for whoever asks for it with dangerouslySetInnerHTML. No file of Baton does, and a test holds that.',
  },
];

const program = join(import.meta.dirname, '../../node_modules/addons-linter/bin/addons-linter');

/** All that Mozilla's linter finds in an extension, which is a folder or an archive. */
export async function lintForFirefox(extension: string): Promise<StoreComplaint[]> {
  const told = await new Promise<string>((resolve, reject) => {
    const args = [program, '--output', 'json', extension];
    // It fails where it finds an error. What it found is told in any case.
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout) =>
      stdout === '' ? reject(error ?? new Error('The linter says nothing.')) : resolve(stdout),
    );
  });
  const { errors, warnings, notices } = JSON.parse(told) as Found;
  return [...errors, ...warnings, ...notices];
}
