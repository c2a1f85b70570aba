// @vitest-environment happy-dom
import { act as flush, cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { runningView } from '../testing/fixtures.ts';
import { finished, openPopup, paused, press } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-6 the lead', () => {
  it('UI-6 says where the session is now, whoever started it, and takes over on request', () => {
    const { sent } = openPopup({ view: { ...runningView, lead: 'there' } });
    expect(screen.getByText('Now on Firefox · Linux')).toBeTruthy();
    press('Continue here');
    expect(sent).toEqual([{ type: 'handoff', session: 'session' }]);
  });

  it('calls a device that it has not heard of another device', () => {
    openPopup({ view: { ...paused, lead: 'new' } });
    expect(screen.getByText('Now on another device')).toBeTruthy();
  });

  it('is silent when this browser leads, and when nothing runs', () => {
    const { signals } = openPopup({ view: runningView });
    expect(screen.queryByText(/Now on/)).toBeNull();
    void flush(() => {
      signals.view.value = { ...finished, lead: 'there' };
    });
    expect(screen.queryByText(/Now on/)).toBeNull();
  });
});
