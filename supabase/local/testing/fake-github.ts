import { randomUUID } from 'node:crypto';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';

export type FakeGithub = {
  /** The value for `auth.github` of a backend. */
  settings: { client_id: string; secret: string; url: string };
  /** The person who signs in. */
  person: { id: number; login: string; name: string; email: string };
  stop(): Promise<void>;
};

/**
 * The parts of GitHub that a sign-in uses, with the paths of GitHub Enterprise: a page that asks the person, a code
 * that is valid once and only with the secret, and the name and address of the person for the holder of the token.
 */
export async function startFakeGithub(): Promise<FakeGithub> {
  const client = { client_id: 'baton-tests', secret: randomUUID() };
  const person = { id: 1815, login: 'ada', name: 'Ada Lovelace', email: 'ada@github.example' };
  const codes = new Map<string, string>();
  const tokens = new Set<string>();
  const site = new Hono();

  site.get('/login/oauth/authorize', (context) => {
    const { client_id, redirect_uri, state } = context.req.query();
    if (client_id !== client.client_id || !redirect_uri || !state) return context.text('Not Found', 404);
    return context.html(page);
  });

  // The form has no action, so the request has the query of the page.
  site.post('/login/oauth/authorize', async (context) => {
    const { redirect_uri = '', state = '' } = context.req.query();
    const { answer } = await context.req.parseBody();
    const back = new URL(redirect_uri);
    if (answer === 'authorize') {
      const code = randomUUID();
      codes.set(code, redirect_uri);
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', refusal);
    }
    back.searchParams.set('state', state);
    return context.redirect(back.href);
  });

  site.post('/login/oauth/access_token', async (context) => {
    const {
      client_id,
      client_secret,
      code = '',
      redirect_uri,
    } = Object.fromEntries(new URLSearchParams(await context.req.text()));
    const isOurs = client_id === client.client_id && client_secret === client.secret;
    const isGood = isOurs && codes.get(code) === redirect_uri && codes.delete(code);
    if (!isGood) return context.json({ error: 'bad_verification_code' });
    const access_token = `gho_${randomUUID()}`;
    tokens.add(access_token);
    return context.json({ access_token, scope: 'user:email', token_type: 'bearer' });
  });

  site.use('/api/v3/*', async (context, next) => {
    const [, token = ''] = (context.req.header('Authorization') ?? '').split(' ');
    return tokens.has(token) ? next() : context.json({ message: 'Bad credentials' }, 401);
  });
  site.get('/api/v3/user', ({ json }) => json({ id: person.id, login: person.login, name: person.name }));
  site.get('/api/v3/user/emails', ({ json }) =>
    json([{ email: person.email, verified: true, primary: true }]),
  );

  const [server, port] = await new Promise<[ServerType, number]>((resolve) => {
    const started = serve({ fetch: site.fetch, hostname: '127.0.0.1', port: 0 }, (at) => {
      resolve([started, at.port]);
    });
  });
  return {
    settings: { ...client, url: `http://127.0.0.1:${port}` },
    person,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** The text of GitHub. */
export const refusal = 'The user has denied your application access';

const page = `<!doctype html>
<title>Authorize Baton</title>
<h1>Authorize Baton</h1>
<form method="post">
  <button name="answer" value="authorize">Authorize</button>
  <button name="answer" value="cancel">Cancel</button>
</form>
`;
