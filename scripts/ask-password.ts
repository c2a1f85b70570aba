import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';

/** Asks for a password without showing it. Where nobody types, it is the first line of the input. */
export async function askPassword(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
  process.stderr.write(question);
  const nothing = new Writable({ write: (_piece, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nothing, terminal: true });
  return new Promise((resolve) => {
    reader.question('', (typed) => {
      reader.close();
      process.stderr.write('\n');
      resolve(typed);
    });
  });
}
