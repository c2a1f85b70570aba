import type { Body } from './context.ts';
import type { Rules } from './settings.ts';

const providers = [
  'apple',
  'azure',
  'bitbucket',
  'discord',
  'facebook',
  'figma',
  'fly',
  'github',
  'gitlab',
  'google',
  'kakao',
  'keycloak',
  'linkedin',
  'linkedin_oidc',
  'notion',
  'slack',
  'slack_oidc',
  'snapchat',
  'spotify',
  'twitch',
  'twitter',
  'workos',
  'x',
  'zoom',
];

/** What `/settings` tells everybody. */
export function describeProject(rules: Rules): Body {
  const off = Object.fromEntries(providers.map((provider) => [provider, false]));
  return {
    external: {
      anonymous_users: false,
      ...off,
      github: rules.github !== undefined,
      email: rules.enable_email,
      phone: false,
    },
    disable_signup: !rules.enable_signup,
    mailer_autoconfirm: !rules.enable_confirmations,
    phone_autoconfirm: false,
    sms_provider: '',
    saml_enabled: false,
  };
}
