// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, screen, render } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { reasonText } from '../page/reason-text.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { runningView, recordingActions, fixedSignals, type PageFixture } from '../testing/fixtures.ts';
import { LowerHalf } from './lower-half.tsx';
import { Popup } from './popup.tsx';
import { openPopup, press } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-15 when something does not work', () => {
  it.each<[string, PageFixture]>([
    [
      'Nothing can be saved',
      { status: { link: 'problem', problem: { reason: 'storage_full', detail: '' } } },
    ],
    ['The store cannot be read', { brokenBy: { ok: false, reason: 'unexpected' } }],
  ])('warns for as long as it lasts: %s', (title, fixture) => {
    const { announced } = openPopup(fixture);
    expect(screen.getByText(title)).toBeTruthy();
    expect(announced[0]).toBe(title);
  });

  it('a refusal is one sentence, with what came with it, until it is dismissed', async () => {
    const signals = fixedSignals({ view: runningView });
    const { actions, announced } = recordingActions({
      ok: false,
      reason: 'already_ended',
      detail: 'Laptop, 10:20',
    });
    render(
      <Popup
        signals={signals}
        actions={actions}
        pages={{ options: () => {} }}
        lowerHalf={signal(LowerHalf)}
      />,
    );
    press('Pause');
    expect(await screen.findByText('This phase has already ended.')).toBeTruthy();
    await expect.poll(() => announced).toEqual(['This phase has already ended.', 'Laptop, 10:20']);
    expect(screen.getByText('Laptop, 10:20')).toBeTruthy();
    press('Dismiss');
    expect(screen.queryByText('This phase has already ended.')).toBeNull();
  });

  it('a reason of a newer background has a sentence too', () => {
    expect(reasonText('what_is_this')).toBe('Something unexpected went wrong. Try again.');
    expect(reasonText('toString')).toBe('Something unexpected went wrong. Try again.');
  });
});
