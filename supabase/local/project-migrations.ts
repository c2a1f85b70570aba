import { fileURLToPath } from 'node:url';

/** The migrations of this project. */
export const projectMigrations: string = fileURLToPath(new URL('../migrations/', import.meta.url));
