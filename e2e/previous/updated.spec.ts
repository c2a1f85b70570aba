import { it } from 'vitest';
import { buildFolder } from '../testing/builds/build-folder.ts';
import { updateInSession } from './update-in-session.ts';

it.each(['chromium', 'firefox'] as const)(
  'PREV-8 %s is updated from the previous version in the middle of a session, which runs on',
  (browser) => updateInSession(browser, buildFolder(browser)),
);
