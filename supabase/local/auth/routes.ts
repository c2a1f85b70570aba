import * as admin from './admin.ts';
import { changeUser, reauthenticate } from './change-user.ts';
import { textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { describeProject } from './describe-project.ts';
import { generateLink, invite } from './generate-link.ts';
import { renewLogin } from './logins.ts';
import { badlyFormed, refusal } from './refusal.ts';
import { resend } from './resend.ts';
import { mailOtp, recover, signInWithPassword } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { signedIn } from './signed-in.ts';
import { describe } from './users.ts';
import { verify, verifyLink } from './verify.ts';

type Handler = (context: AuthContext, asked: Asked, id: string) => Promise<Body | Response>;

const routes: Record<string, Handler> = {
  'GET /settings': async ({ rules }) => describeProject(rules),
  'POST /signup': signUp,
  'POST /otp': mailOtp,
  'POST /magiclink': mailOtp,
  'POST /recover': recover,
  'POST /resend': resend,
  'POST /verify': verify,
  'GET /verify': openLink,
  'POST /token': token,
  'GET /user': async (context, asked) => describe(context.tx, (await signedIn(context, asked)).user.id),
  'PUT /user': changeUser,
  'GET /reauthenticate': reauthenticate,
  async 'POST /logout'(context, asked) {
    await signOut(context, asked);
    return new Response(null, { status: 204 });
  },
  'POST /invite': forAdmins(invite),
  'POST /admin/generate_link': forAdmins(generateLink),
  'POST /admin/users': forAdmins(admin.createUser),
  'GET /admin/users': forAdmins(async (context, asked) => {
    const { users, total, page, size } = await admin.listUsers(context, asked);
    const link = (at: number, rel: string) =>
      `<${context.url}/auth/v1/admin/users?page=${at}&per_page=${size}>; rel="${rel}"`;
    const last = Math.max(1, Math.ceil(total / size));
    const links = [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')];
    const headers = { 'X-Total-Count': `${total}`, Link: links.join(', ') };
    return Response.json({ users, aud: 'authenticated' }, { headers });
  }),
  'GET /admin/users/:id': forAdmins((context, _, id) => admin.getUser(context, id)),
  'PUT /admin/users/:id': forAdmins((context, asked, id) => admin.updateUser(context, id, asked)),
  'DELETE /admin/users/:id': forAdmins((context, asked, id) => admin.deleteUser(context, id, asked)),
};

/** What answers this path, if anything does. */
export function findRoute(method: string, path: string): { handle: Handler; id: string } | Response {
  const [, id = ''] = /^\/admin\/users\/([^/]+)$/.exec(path) ?? [];
  const known = id ? '/admin/users/:id' : path;
  const handle = routes[`${method} ${known}`];
  if (handle) return { handle, id };
  return Object.keys(routes).some((route) => route.endsWith(` ${known}`))
    ? new Response(null, { status: 405 })
    : new Response('404 page not found\n', { status: 404 });
}

function forAdmins(handle: Handler): Handler {
  return async (context, asked, id) => {
    if (!asked.isAdmin) throw refusal(403, 'not_admin', 'User not allowed');
    return handle(context, asked, id);
  };
}

async function token(context: AuthContext, asked: Asked): Promise<Body> {
  switch (asked.query.get('grant_type')) {
    case 'password':
      return signInWithPassword(context, asked);
    case 'refresh_token': {
      const given = textIn(asked.body, 'refresh_token');
      if (!given) throw badlyFormed('refresh_token required');
      return renewLogin(context, given);
    }
    default:
      throw refusal(400, 'invalid_credentials', 'unsupported_grant_type');
  }
}

/** Signs in whoever opens the link, and hands the login to the page that it leads to. */
async function openLink(context: AuthContext, asked: Asked): Promise<Response> {
  const { user: _, ...session } = await verifyLink(context, asked);
  const fields = Object.entries({ ...session, type: asked.query.get('type') });
  const page = asked.query.get('redirect_to') ?? context.url;
  const fragment = new URLSearchParams(fields.map(([name, value]) => [name, String(value)]));
  return new Response(null, { status: 303, headers: { Location: `${page}#${fragment}` } });
}
