export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  code: string | null;
  sent_at: string;
};

type OutgoingMail = { to: string; subject: string; text?: string; html?: string };
export type Mailbox = { send(message: OutgoingMail): Promise<void>; mails(to?: string): Mail[] };

const kept = 200;

/** Keeps the newest mails instead of sending them. `mails` returns those to an address, or all, newest first. */
export function createMailbox(now: () => Date = () => new Date()): Mailbox {
  const mails: Mail[] = [];
  return {
    async send({ to, subject, text = '', html = '' }) {
      const code = /\b\d{6}\b/.exec(text)?.[0] ?? null;
      mails.unshift({ to, subject, text, html, code, sent_at: now().toISOString() });
      mails.splice(kept);
    },
    mails: (to) => mails.filter((mail) => !to || mail.to.toLowerCase() === to.toLowerCase()),
  };
}
