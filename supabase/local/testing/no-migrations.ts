import { fileURLToPath } from 'node:url';

/** A directory without migrations, for tests that need none. */
export const noMigrations: string = fileURLToPath(new URL('.', import.meta.url));
