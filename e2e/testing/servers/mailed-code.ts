import { waitUntil } from '../waiting/wait-until.ts';

interface Mail {
  code: string | null;
  link: string | null;
}

/** The code of the newest mail to an address; waits for a mail beyond the first `known` ones. */
export function mailedCode(mailUrl: string, email: string, known = 0): Promise<string> {
  return mailed('code', { mailUrl, email, known });
}

/** The same for its link. */
export function mailedLink(mailUrl: string, email: string, known = 0): Promise<string> {
  return mailed('link', { mailUrl, email, known });
}

async function mailed(
  what: keyof Mail,
  { mailUrl, email, known }: { mailUrl: string; email: string; known: number },
): Promise<string> {
  return waitUntil(`a ${what} was mailed to ${email}`, async () => {
    const response = await fetch(`${mailUrl}?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    });
    const mails = (await response.json()) as Mail[];
    return mails.length > known && mails[0]?.[what];
  });
}
