import type { Mail } from './mailbox.ts';

/** A page with the mails. It reloads every five seconds. */
export function mailboxPage(mails: Mail[]): string {
  const list = mails.map(
    ({ to, subject, text, code, link, sent_at }) => `
      <article>
        <h2>${escape(subject)}</h2>
        <p>To ${escape(to)}, <time>${escape(sent_at)}</time></p>
        ${code ? `<p>Code: <strong>${escape(code)}</strong></p>` : ''}
        ${link ? `<p>Link: <a href="${escape(link)}">${escape(link)}</a></p>` : ''}
        <pre>${escape(text)}</pre>
      </article>`,
  );
  return `<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta http-equiv="refresh" content="5" />
      <title>Mailbox of the local backend</title>
      <style>
        :root { color-scheme: light dark; font-family: system-ui; }
        body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
        article { border-top: 1px solid gray; }
        strong { font-size: 1.5rem; letter-spacing: 0.1em; }
        pre { white-space: pre-wrap; }
      </style>
      <h1>Mailbox</h1>
      ${list.join('') || '<p>No mail yet. Codes and links that the backend sends arrive here.</p>'}
    </html>`;
}

function escape(text: string) {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
