/** Providers that people can sign in with: Supabase Auth's name for each, and the provider's own. */
export const providers = {
  google: 'Google',
  apple: 'Apple',
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket',
  azure: 'Microsoft',
  linkedin_oidc: 'LinkedIn',
  facebook: 'Facebook',
  discord: 'Discord',
  slack_oidc: 'Slack',
} as const;

export type Provider = keyof typeof providers;
