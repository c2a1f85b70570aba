// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../messages/command.ts';
import type { EndWhileAway } from '../../engine/ringing/ends-while-away.ts';
import { AwayNotice } from './away-notice.tsx';
import { timeOfDay } from '../kit/clock-text.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { AnnouncingPage } from '../kit/announcer.tsx';
import { afternoon, recordingActions } from '../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const hour = 3_600_000;
const ended = afternoon - hour;
const alone: EndWhileAway = { phase: 'work', ended_at: ended, followed: null };
const followed: EndWhileAway = { ...alone, followed: { session: 'break', phase: 'short_break' } };

function show(away: EndWhileAway): { sent: Command[]; announced: string[] } {
  const { actions, sent, announced } = recordingActions();
  render(
    <AnnouncingPage announcements={actions}>
      <AwayNotice away={away} now={afternoon} actions={actions} onStopped={() => undefined} />
    </AnnouncingPage>,
  );
  return { sent, announced };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const sentence = () => document.querySelector('.away p')?.textContent?.trim();

describe('AWAY-5 the popup tells what ended while nobody was there', () => {
  it('AWAY-5 says when, and goes once it was read', () => {
    const { sent, announced } = show(alone);
    expect(sentence()).toBe(`Focus ended at ${timeOfDay(ended)} while you were away.`);
    expect(announced).toEqual([sentence()]);
    expect(screen.getAllByRole('button')).toHaveLength(2);
    press('OK');
    expect(sent).toEqual([{ type: 'dismiss-away' }]);
  });

  it('AWAY-5 says the day too where it was not today', () => {
    show({ ...alone, phase: 'long_break', ended_at: afternoon - 24 * hour });
    expect(sentence()).toMatch(/^The long break ended while you were away: .*11.*\.$/);
  });

  it('AWAY-5 what followed automatically can be kept', () => {
    const { sent } = show(followed);
    expect(sentence()).toBe(
      `Focus ended at ${timeOfDay(ended)} while you were away. A short break followed automatically.`,
    );
    press('Keep it');
    expect(sent).toEqual([{ type: 'dismiss-away' }]);
  });

  it('AWAY-5 what followed automatically can be dropped', () => {
    const { sent } = show(followed);
    press('Drop it');
    expect(sent).toEqual([{ type: 'drop', session: 'break' }]);
  });
});
