import { readdir, readFile } from 'node:fs/promises';
import { connect } from '../../supabase/local/connect.ts';

const model = new URL('../../supabase/schemas/', import.meta.url);

/** Makes what supabase/schemas says in a database that has been bootstrapped. Throws naming the file that fails. */
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
