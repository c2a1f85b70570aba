import { afterEach, describe, expect, it } from 'vitest';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';

let profile: Profile | undefined;

afterEach(async () => {
  await profile?.close();
  profile = undefined;
});

/** What would happen if somebody's text became markup: each piece, and the directive that has to refuse it. */
const markup = {
  'img-src': '<img src="http://127.0.0.1:49999/a.png">',
  'media-src': '<video src="http://127.0.0.1:49999/a.webm"></video>',
  'style-src-elem': '<link rel="stylesheet" href="http://127.0.0.1:49999/a.css">',
  'frame-src': '<iframe src="http://127.0.0.1:49999/"></iframe>',
  'object-src': '<object data="http://127.0.0.1:49999/a"></object>',
  'base-uri': '<base href="http://127.0.0.1:49999/">',
  'form-action': '<form method="post" action="http://127.0.0.1:49999/"><input name="a" value="b"></form>',
  'script-src-attr': '<b onclick="globalThis.hurt = true">b</b>',
};

describe.each(['chromium', 'firefox'] as const)('in %s', (browser) => {
  it('PAGE-1: markup in a page loads nothing, runs nothing and sends nothing anywhere', async () => {
    profile = await openProfile({ browser });
    const options = await profile.options();
    const refused = await options.evaluate(async (pieces) => {
      const directives = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => {
        directives.add(event.effectiveDirective);
      });
      const place = document.createElement('div');
      document.body.append(place);
      place.innerHTML = pieces.join('');
      try {
        place.querySelector('form')?.submit();
      } catch {
        // Firefox tells the caller as well.
      }
      place.querySelector('b')?.click();
      const lastLook = performance.now() + 10_000;
      while (directives.size < pieces.length && performance.now() < lastLook)
        await new Promise((next) => {
          setTimeout(next, 20);
        });
      return [...directives];
    }, Object.values(markup));
    expect(refused.toSorted()).toEqual(Object.keys(markup).toSorted());
    expect(await options.evaluate('globalThis.hurt')).toBeUndefined();
  });
});
