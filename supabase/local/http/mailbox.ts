export type OutgoingMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** What can be typed, and what can be opened or pasted. */
  code: string | null;
  link: string | null;
};
export type Mail = OutgoingMail & { sent_at: string };
export type Mailbox = { send(mail: OutgoingMail): void; mails(to?: string): Mail[] };

const kept = 200;

/** Keeps the newest mails instead of sending them. `mails` returns those to an address, or all, newest first. */
export function createMailbox(now: () => Date = () => new Date()): Mailbox {
  const mails: Mail[] = [];
  return {
    send(mail) {
      mails.unshift({ ...mail, sent_at: now().toISOString() });
      mails.splice(kept);
    },
    mails: (to) => mails.filter((mail) => !to || mail.to.toLowerCase() === to.toLowerCase()),
  };
}
