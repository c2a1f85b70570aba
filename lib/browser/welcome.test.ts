import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showPage } from './pages.ts';
import { welcomeOnce } from './welcome.ts';

vi.mock('./pages.ts', () => ({ showPage: vi.fn(() => Promise.resolve()) }));

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
});

it('WELCOME-1 the page is shown once to a profile, however often the browser says that it installed Baton', async () => {
  await welcomeOnce();
  expect(showPage).toHaveBeenCalledExactlyOnceWith('/welcome.html');
  await welcomeOnce();
  expect(showPage).toHaveBeenCalledOnce();
});
