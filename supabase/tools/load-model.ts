import { readdir, readFile } from 'node:fs/promises';
import { connect } from '../local/connect.ts';

const model = new URL('../schemas/', import.meta.url);

/** Runs supabase/schemas in a bootstrapped database. Throws if a file fails, and names the file. */
export async function loadModel(url: string): Promise<void> {
  const sql = connect(url);
  try {
    for (const file of (await readdir(model)).filter((name) => name.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(file, model), 'utf8');
      await sql.unsafe(text).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        throw new Error(`supabase/schemas/${file}: ${message}`, { cause: error });
      });
    }
  } finally {
    await sql.end();
  }
}
