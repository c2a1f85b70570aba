import { fileURLToPath } from 'node:url';

/** A directory without migrations, for tests that bring what SQL they need. */
export const noMigrations: string = fileURLToPath(new URL('.', import.meta.url));
