/** How long (milliseconds) an expected change may take on a busy machine. */
export const patience = { timeout: 30_000 };
