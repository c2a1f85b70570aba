/** The headers of a request, as far as its answer depends on them. */
type Asked = { headers: { get(name: string): string | null } };

export type Refusal = Error & { status: number; code: string; more: Record<string, unknown> };

/** What Auth answers instead of doing it. Thrown, so that nothing of the request is kept. */
export function refusal(
  status: number,
  code: string,
  message: string,
  more: Record<string, unknown> = {},
): Refusal {
  return Object.assign(new Error(message), { status, code, more });
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && 'code' in error && 'more' in error;
}

export const badlyFormed = (message: string): Refusal => refusal(400, 'validation_failed', message);

/** The version of the API from which errors have their newer form. */
const newer = '2024-01-01';
const header = 'X-Supabase-Api-Version';

/** The refusal in the form that this client knows: that of the version of the API that it names. */
export function answerRefusal(
  request: Asked,
  { status, code, message, more }: Pick<Refusal, 'status' | 'code' | 'message' | 'more'>,
): Response {
  const knowsNewer = (request.headers.get(header) ?? '') >= newer;
  return knowsNewer
    ? Response.json({ code, message, ...more }, { status, headers: { [header]: newer } })
    : Response.json({ code: status, error_code: code, msg: message, ...more }, { status });
}
