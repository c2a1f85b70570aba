import { writeSetupCode } from '../../lib/ui/options/setup/code.ts';
import { crowd } from './fixtures.ts';
import type { Scene } from './scene.ts';

const server = { url: 'https://abcdefghijklmnopqrst.supabase.co', key: 'sb_publishable_Zr4tG8kQ2vN6xW0b' };
const atProject = { status: { server: { ...server, own: true } } };

/** The account section of the options: signing in, and what can happen to an account. */
export const accountScenes: Record<string, Scene> = {
  'options-sign-in-ended': {
    page: 'options',
    fixture: { status: { link: 'problem', problem: { reason: 'session_expired', detail: '' } }, waiting: 2 },
  },
  'options-removed': {
    page: 'options',
    fixture: { status: { link: 'problem', problem: { reason: 'device_removed', detail: '' } } },
  },
  'options-account-deleted': {
    page: 'options',
    fixture: { status: { link: 'problem', problem: { reason: 'account_deleted', detail: '' } } },
  },
  'options-paused-project': {
    page: 'options',
    fixture: {
      status: { link: 'problem', problem: { reason: 'project_paused', detail: 'The server answered 540.' } },
      waiting: 2,
    },
  },
  'options-blocked': {
    page: 'options',
    fixture: { status: { link: 'problem', problem: { reason: 'user_banned', detail: '' } } },
  },
  'options-tested-server': {
    page: 'options',
    fixture: {
      status: {
        account: null,
        link: 'signed-out',
        server: { url: 'https://abc.supabase.co', key: 'sb_publishable_abc', own: true },
      },
    },
    press: '#server .buttons .chip',
  },
  'options-unencrypted-server': {
    page: 'options',
    fixture: {
      status: {
        account: null,
        link: 'signed-out',
        server: { url: 'https://abc.supabase.co', key: 'sb_publishable_abc', own: true },
      },
    },
    type: { '#server input[inputmode="url"]': 'http://192.168.1.7:8000' },
    press: '#server [type="submit"]',
  },
  'options-joining': {
    page: 'options',
    fixture: {
      ...crowd,
      status: { account: null, link: 'signed-out', joining: { id: 'ada', email: 'ada@example.org' } },
    },
  },
  'options-ways-in': {
    page: 'options',
    fixture: {
      status: {
        account: null,
        link: 'signed-out',
        joining: {
          id: 'ada',
          email: 'ada@example.org',
          ways: { password: true, logins: 2, providers: ['github'], factors: 1 },
        },
      },
    },
  },
  'options-ways-in-kept': {
    page: 'options',
    fixture: {
      status: {
        account: null,
        link: 'signed-out',
        joining: {
          id: 'ada',
          email: 'ada@example.org',
          ways: { password: true, logins: 0, providers: [], factors: 0 },
        },
      },
    },
    press: '#account .card .tick input',
  },
  'options-password-refused': {
    page: 'options',
    fixture: {
      status: {
        account: null,
        link: 'signed-out',
        joining: {
          id: 'ada',
          email: 'ada@example.org',
          ways: { password: false, logins: 0, providers: [], factors: 0, refused: 'password_leaked' },
        },
      },
    },
  },
  'options-unchecked': {
    page: 'options',
    fixture: { status: { account: { id: 'ada', email: 'ada@example.org', isUnchecked: true } } },
  },
  'options-nearly-full': { page: 'options', fixture: { status: { filled: { tasks: 100, devices: 83 } } } },
  'options-other-logins': {
    page: 'options',
    fixture: atProject,
    answer: {
      ok: true,
      logins: [
        {
          id: 'script',
          created_at: Date.UTC(2026, 10, 3, 8),
          renewed_at: Date.UTC(2026, 10, 22, 13),
          methods: ['password'],
          user_agent: 'python-httpx/0.28.1',
        },
        {
          id: 'stranger',
          created_at: Date.UTC(2026, 10, 20, 3),
          renewed_at: Date.UTC(2026, 10, 20, 3),
          methods: ['oauth', 'totp'],
          user_agent: '',
        },
      ],
    },
    press: ['.other-logins summary', '.other-logins .chip'],
  },
  'options-setup-code': { page: 'options', fixture: atProject, press: '.add-browser .chip', hasPair: true },
  'options-setup-code-plain': { page: 'options', fixture: atProject, press: '.add-browser .chip' },
  'options-setup-code-pasted': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    type: {
      '#server input[inputmode="url"]': writeSetupCode({
        server,
        email: 'ada@example.org',
        secret: 'c2VjcmV0LW9mLXRoZS1nYWxsZXJ5LWZvci1waWN0dXJlcw',
      }),
    },
  },
  'options-setup-code-bad': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    type: { '#server input[inputmode="url"]': 'baton2-abc' },
    press: '#setup-code [type="submit"]',
  },
  'options-delete-account': { page: 'options', fixture: crowd, press: '.signed-in ~ .chip + .chip' },
  'options-mail': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    type: { '#account input[type=email]': 'ada@example.org' },
    press: '#account .sign .buttons .chip',
  },
  'options-forgotten': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    type: { '#account input[type=email]': 'ada@example.org' },
    press: ['#account .forgotten', '#account .sign [type=submit]'],
  },
  'options-captcha': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    providers: ['github'],
    wantsCaptcha: true,
  },
  'options-new-password': {
    page: 'options',
    fixture: {},
    type: { '#account .card .field': 'correct horse' },
    press: ['.account-changes summary', '[data-change=password]', '#account .card [type=submit]'],
    refuse: { reason: 'current_password_needed' },
  },
  'options-new-address': {
    page: 'options',
    fixture: {},
    type: { '#account .card [type=email]': 'ada@new.example' },
    press: ['.account-changes summary', '[data-change=address]', '#account .card [type=submit]'],
    refuse: { reason: 'address_not_confirmed' },
  },
  'options-other-address': { page: 'options', fixture: { person: { email: 'ada@new.example' } } },
  'options-providers': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    providers: ['google', 'github', 'azure'],
  },
  'options-provider-refused': {
    page: 'options',
    fixture: { status: { link: 'problem', problem: { reason: 'session_expired', detail: '' } } },
    providers: ['google'],
    press: '.providers .chip',
    refuse: { reason: 'provider_refused', detail: 'The user has denied your application access' },
  },
};
