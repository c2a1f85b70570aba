// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeAnswer, PageFixture } from '../../testing/fixtures.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { fill, openOptions, press, section } from '../testing/open-options.tsx';
import { writeSetupCode, type Setup } from './code.ts';

beforeAll(installCatalogue);
afterEach(() => {
  cleanup();
  location.hash = '';
});

const server = { url: 'https://x.supabase.co', key: 'sb_publishable_x' };
const email = 'ada@example.org';
const secret = 's'.repeat(43);
const plain: Setup = { server, email };
const signedOut: PageFixture = { status: { account: null, link: 'signed-out', server: null } };
const atServer: PageFixture = {
  status: { account: null, link: 'signed-out', server: { ...server, own: false } },
};

async function paste(text: string, fixture = signedOut, answer?: FakeAnswer) {
  const opened = openOptions(fixture, answer);
  press('I have a setup code');
  await screen.findByLabelText('Setup code');
  fill('Setup code', text);
  return opened;
}
const complaint = () => section('Account').queryAllByText(/./, { selector: 'form .complaint' });

describe('ACCOUNT-54 a pasted setup code', () => {
  it('shows where it leads, and connects on a press; then the form has the address', async () => {
    const { sent, environment } = await paste(writeSetupCode(plain), atServer);
    expect(section('Account').getByText(server.url)).toBeTruthy();
    expect(section('Account').getByText(email)).toBeTruthy();
    expect(sent).toEqual([]);
    press('Connect');
    await waitFor(() => expect(screen.queryByLabelText('Setup code')).toBeNull());
    expect(section('Account').getByLabelText<HTMLInputElement>('E-mail').value).toBe(email);
    // The server is in use already.
    expect(sent).toEqual([]);
    expect(environment.probe).not.toHaveBeenCalled();
    expect(environment.setup.consent).not.toHaveBeenCalled();
  });

  it('tries its server out before it is connected', async () => {
    const { sent, environment } = await paste(writeSetupCode(plain));
    press('Connect');
    await waitFor(() => expect(sent).toEqual([{ type: 'connect', server }]));
    expect(environment.probe).toHaveBeenCalledWith(server);
  });

  it('connects nothing that does not answer as a project, and says why', async () => {
    const { sent } = await paste(writeSetupCode(plain), signedOut, {
      ok: false,
      reason: 'not_supabase',
      detail: '',
    });
    press('Connect');
    await waitFor(() => expect(complaint()).toHaveLength(1));
    expect(sent).toEqual([]);
  });

  it('says that what is sent to its server can be read on the way', async () => {
    await paste(writeSetupCode({ server: { ...server, url: 'http://192.168.1.7:8000' }, email }));
    expect(document.querySelector('#account .warning')).not.toBeNull();
  });

  it('may be pasted where the address of a server belongs', async () => {
    openOptions(signedOut);
    fill('Project URL', writeSetupCode(plain));
    expect(await screen.findByLabelText<HTMLInputElement>('Setup code')).toMatchObject({
      value: writeSetupCode(plain),
    });
    expect(screen.getByLabelText<HTMLInputElement>('Project URL').value).toBe('');
  });

  it('is asked for at once where the welcome page leads', async () => {
    location.hash = '#setup-code';
    openOptions(signedOut);
    expect(await screen.findByLabelText('Setup code')).toBeTruthy();
  });
});

describe('ACCOUNT-55 a setup code with a secret', () => {
  const code = writeSetupCode({ ...plain, secret });
  const redeem = { type: 'redeem-setup-code', email, secret, device: 'Chrome · Linux' };

  it('signs in on a press, once the person has agreed that data is sent', async () => {
    const { sent, environment } = await paste(code, atServer);
    expect(sent).toEqual([]);
    press('Sign in with this code');
    expect(environment.setup.consent).toHaveBeenCalledOnce();
    await waitFor(() => expect(sent).toEqual([redeem]));
  });

  it('sends nothing where they do not agree', async () => {
    const { sent, environment } = await paste(code);
    environment.setup.consent.mockResolvedValue(false);
    press('Sign in with this code');
    await waitFor(() => expect(complaint()).toHaveLength(1));
    expect(sent).toEqual([]);
    expect(environment.probe).not.toHaveBeenCalled();
  });

  it.each(['setup_code_over', 'foreign_setup_code'] as const)(
    'is told in a sentence where it is refused, and the password is the other way: %s',
    async (reason) => {
      await paste(code, atServer, ({ type }) =>
        type === 'redeem-setup-code' ? { ok: false, reason, detail: '' } : { ok: true },
      );
      press('Sign in with this code');
      await waitFor(() => expect(complaint()[0]?.textContent).toMatch(/^This setup code /));
      expect(section('Account').getByLabelText<HTMLInputElement>('E-mail').value).toBe(email);
    },
  );
});

describe('ACCOUNT-51 a text that is no setup code of this version', () => {
  it.each([
    ['', 'Paste a setup code.'],
    ['hello', 'This is no setup code of Baton, or one that leads nowhere.'],
    [writeSetupCode(plain).slice(0, -3), /^A part of this setup code is missing/],
    ['baton2-abc', /^This setup code comes from a later version/],
    ['x'.repeat(5000), 'This is too long for a setup code.'],
  ])('%.10s is told in a sentence, and nothing is sent', async (text, sentence) => {
    const { sent, announced } = await paste(text);
    press('Connect');
    expect(section('Account').getByText(sentence)).toBeTruthy();
    expect(
      announced.some((said) => (typeof sentence === 'string' ? said === sentence : sentence.test(said))),
    ).toBe(true);
    expect(sent).toEqual([]);
  });
});
