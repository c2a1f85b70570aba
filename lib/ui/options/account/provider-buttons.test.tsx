// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { Provider } from '../../../sync/providers.ts';
import { ProviderButtons } from './provider-buttons.tsx';
import { installCatalogue } from '../../testing/catalogue.ts';
import { complaints } from '../../testing/complaints.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

function open(offered: readonly Provider[] = ['google', 'azure'], answer: Answer = { ok: true }) {
  let on = offered;
  const order: string[] = [];
  let closed: (given: Answer) => void = () => {};
  const request = vi.fn<(command: Command) => Promise<Answer>>(() => {
    order.push('ask');
    return new Promise<Answer>((resolve) => {
      closed = resolve;
    });
  });
  const environment = {
    list: vi.fn(() => Promise.resolve(on)),
    permit: vi.fn(() => {
      order.push('permit');
      return Promise.resolve(true);
    }),
  };
  render(<ProviderButtons request={request} environment={environment} />);
  return {
    request,
    environment,
    order,
    close: () => closed(answer),
    switchOn: (...names: Provider[]) => {
      on = names;
    },
  };
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const names = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

const info = () => document.querySelector('.hint')?.textContent;

describe('UI-32 signing in by a provider', () => {
  it('offers those that the server has switched on', async () => {
    open();
    await screen.findByRole('button', { name: 'Continue with Google' });
    expect(names()).toEqual(['Continue with Google', 'Continue with Microsoft']);
  });

  it('shows nothing where there is none', async () => {
    const { environment } = open([]);
    await environment.list.mock.results[0]?.value;
    expect(document.querySelector('.providers')).toBeNull();
  });

  it('looks again when somebody comes back to the page', async () => {
    const { switchOn } = open([]);
    switchOn('github');
    fireEvent(document, new Event('visibilitychange'));
    await waitFor(() => expect(names()).toEqual(['Continue with GitHub']));
  });

  it('asks the browser within the click, then the background, once', async () => {
    const { request, environment, order } = open();
    await press('Continue with Google');
    expect(order).toEqual(['permit']);
    await waitFor(() => expect(request.mock.calls).toEqual([[{ type: 'sign-in-with', provider: 'google' }]]));
    expect(info()).toBe('Go on in the window that has opened.');
    await press('Continue with Microsoft');
    expect(environment.permit).toHaveBeenCalledTimes(1);
  });

  it('goes no further where the browser does not permit it', async () => {
    const { request, environment } = open();
    environment.permit.mockImplementation(() => Promise.reject(new Error('blocked by the administrator')));
    await press('Continue with Google');
    await waitFor(() => expect(complaints()).toMatch(/unexpected/));
    expect(request).not.toHaveBeenCalled();
  });

  it('says that nothing was sent where the person does not agree', async () => {
    const { request, environment } = open();
    environment.permit.mockImplementation(() => Promise.resolve(false));
    await press('Continue with Google');
    await waitFor(() => expect(complaints()).toMatch(/^Nothing is sent/));
    expect(request).not.toHaveBeenCalled();
  });

  it('takes a closed window for no fault', async () => {
    const { request, close } = open(['github'], {
      ok: false,
      reason: 'window_closed',
      detail: 'by the user',
    });
    await press('Continue with GitHub');
    await waitFor(() => expect(request).toHaveBeenCalled());
    close();
    await waitFor(() => expect(info()).toMatch(/^The window was closed/));
    expect(complaints()).toBe('');
    await press('Continue with GitHub');
    await waitFor(() => expect(request).toHaveBeenCalledTimes(2));
  });

  it.each<[Answer, string]>([
    [{ ok: false, reason: 'provider_refused', detail: '<b>No</b>' }, 'The sign-in was refused.<b>No</b>'],
    [{ ok: false, reason: 'sign_up_closed', detail: 'x' }, 'This server takes no new accounts.'],
  ])('says what came of it: %j', async (answer, text) => {
    const { request, close } = open(['github'], answer);
    await press('Continue with GitHub');
    await waitFor(() => expect(request).toHaveBeenCalled());
    close();
    await waitFor(() => expect(complaints()).toBe(text));
    expect(info()).toBe('');
  });
});
