import { tooLarge } from './answers.ts';
import type { Fetch } from './refuse-redirects.ts';

/** Bytes. The rows of ten years are a fifth of it, and they come page by page. */
export const largestAnswer = 64 * 1024 * 1024;

/** Bytes of all that is no call of the database: a login, or settings. A login is stored as it is. */
export const largestOther = 1024 * 1024;

/** The same fetch. It gives up an answer that is larger than what the address could have to say. */
export function limitBody(fetch: Fetch): Fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    return limited(await fetch(input, init), pathname.includes('/rest/v1/') ? largestAnswer : largestOther);
  };
}

/** Browsers give these an empty body, and throw where somebody makes a response of them that has one. */
const withoutBody = [204, 205, 304];

function limited(response: Response, most: number): Response {
  const { body, status, statusText, headers } = response;
  if (body === null || withoutBody.includes(status)) return response;
  if (Number(headers.get('Content-Length')) > most) {
    void body.cancel().catch(() => undefined);
    throw new TypeError(tooLarge);
  }
  let left = most;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) controller.error(new TypeError(tooLarge));
      else controller.enqueue(chunk);
    },
  });
  return new Response(body.pipeThrough(counted), { status, statusText, headers });
}
