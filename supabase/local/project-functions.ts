import { fileURLToPath } from 'node:url';

/** The Edge Functions of this project. */
export const projectFunctions: string = fileURLToPath(new URL('../functions/', import.meta.url));
