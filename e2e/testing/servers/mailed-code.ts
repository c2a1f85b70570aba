import { waitUntil } from '../waiting/wait-until.ts';

interface Mail {
  code: string | null;
}

/** The code of the newest mail to an address; waits for a mail beyond the first `known` ones. */
export async function mailedCode(mailUrl: string, email: string, known = 0): Promise<string> {
  return waitUntil(`a code was mailed to ${email}`, async () => {
    const response = await fetch(`${mailUrl}?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    });
    const mails = (await response.json()) as Mail[];
    return mails.length > known && mails[0]?.code;
  });
}
