/** Who can vouch for a person: by the name that Supabase Auth has for them, the one that they have themselves. */
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
