import type { Refusal } from '../../messages/answer.ts';

/** Why the background could not read. */
export function readError(refusal: Refusal): Error {
  return Object.assign(new Error(`Nothing can be read: ${refusal.reason}.`), { refusal });
}

export function refusalOf(error: unknown): Refusal {
  return error instanceof Error && 'refusal' in error
    ? (error.refusal as Refusal)
    : { ok: false, reason: 'unexpected', detail: String(error) };
}
