import { providers, type Provider } from '../providers.ts';
import type { AskServer } from '../supabase/ask-server.ts';
import { jsonFields } from '../wire/json-fields.ts';
import { fault, good, type Finding } from './finding.ts';

/** What Auth lets people do: sign up, with which proof, and how they sign in. */
export async function checkAccounts(
  ask: AskServer,
  probeCaptcha: () => Promise<boolean>,
): Promise<Finding[]> {
  const [{ body }, wantsCaptcha] = await Promise.all([ask('/auth/v1/settings'), probeCaptcha()]);
  const external = jsonFields(body['external']);
  const known = (Object.keys(providers) as Provider[]).filter((name) => external[name] === true);
  const hasEmail = external['email'] !== false;
  const facts = {
    email: hasEmail,
    confirmation: body['mailer_autoconfirm'] === false,
    providers: known.map((name) => providers[name]).join(', '),
  };
  if (!hasEmail && known.length === 0) return [fault('bad', 'accounts', 'no_way_in', { facts })];
  const remarks: Finding[] = [];
  if (body['disable_signup'] === true) remarks.push(fault('remark', 'accounts', 'sign_up_closed', { facts }));
  if (!hasEmail) remarks.push(fault('remark', 'accounts', 'email_off', { facts }));
  if (wantsCaptcha && hasEmail)
    remarks.push(fault(known.length === 0 ? 'bad' : 'remark', 'accounts', 'captcha_needed', { facts }));
  return remarks.length > 0 ? remarks : [good('accounts', facts)];
}
