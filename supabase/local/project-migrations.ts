import { fileURLToPath } from 'node:url';

/** The migrations of this project. Nothing else here knows what is around this folder. */
export const projectMigrations: string = fileURLToPath(new URL('../migrations/', import.meta.url));
