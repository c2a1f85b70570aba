import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { byRole } from '../e2e/testing/pages/by-role.ts';
import type { Badge, Profile } from '../e2e/testing/browsers/profile.ts';
import { isPaused } from '../e2e/testing/pages/wait-for-badge.ts';
import { screenshotBothThemes } from '../e2e/testing/pages/screenshot-both-themes.ts';
import { waitUntil } from '../e2e/testing/waiting/wait-until.ts';

interface Step {
  tell: string;
  /** Whose popup the button is pressed in. */
  by: 'a' | 'b';
  button: string;
  /** Whether the other side shows it. */
  arrived: () => Promise<boolean>;
  /** In the first round: the name of a picture to take afterwards. */
  picture?: string;
}

const running = (badge: Badge) => /\d/.test(badge.text) && !isPaused(badge);
const idle = (badge: Badge) => badge.text === '';

/**
 * Hands one session back and forth between two signed-in profiles, `rounds` times, by pressing the buttons of both
 * popups. Prints each step with the milliseconds from the click on one side until the other side shows it. Writes the
 * transcript and pictures of both popups into `folder`.
 */
export async function playHandoff(a: Profile, b: Profile, rounds: number, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const popups = { a: await a.popup(), b: await b.popup() };
  const lines: string[] = [];
  const tell = (line: string) => {
    lines.push(line);
    console.log(line);
  };
  const steps: Step[] = [
    {
      tell: 'Start on A; the badge of B shows the minutes',
      by: 'a',
      button: 'Start',
      arrived: async () => running(await b.badge()),
      picture: 'running',
    },
    {
      tell: 'Continue here on B; A says that B leads',
      by: 'b',
      button: 'Continue here',
      arrived: () => has(popups.a, 'Continue here'),
      picture: 'handed-over',
    },
    {
      tell: 'Pause on B; the badge of A shows the pause',
      by: 'b',
      button: 'Pause',
      arrived: async () => isPaused(await a.badge()),
      picture: 'paused',
    },
    {
      tell: 'Resume on A; the badge of B shows the minutes',
      by: 'a',
      button: 'Resume',
      arrived: async () => running(await b.badge()),
    },
    {
      tell: 'Stop on A; the badge of B is empty',
      by: 'a',
      button: 'Stop',
      arrived: async () => idle(await b.badge()),
      picture: 'idle',
    },
  ];

  await rest(popups.a);
  await waitUntil('B is at rest, too', async () => idle(await b.badge()));
  const toBadge: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    tell(`Round ${round}`);
    for (const step of steps) {
      const clicked = await press(popups[step.by], step.button);
      await waitUntil(step.tell, step.arrived, { every: 2 });
      const latency = Date.now() - clicked;
      if (step === steps[0]) toBadge.push(latency);
      tell(`  ${step.tell.padEnd(50)} ${String(latency).padStart(5)} ms`);
      if (round > 1 || step.picture === undefined) continue;
      for (const [side, popup] of Object.entries(popups))
        await screenshotBothThemes(popup, folder, `${side}-${step.picture}`);
    }
  }
  tell(`Median from a click on A to the badge of B: ${median(toBadge)} ms (${rounds} rounds)`);
  await writeFile(join(folder, 'transcript.txt'), `${lines.join('\n')}\n`);
}

/** Presses a button as a person does. Returns the instant of the click by this machine's clock, in milliseconds. */
async function press(popup: Page, name: string): Promise<number> {
  await popup.bringToFront();
  await popup.evaluate(
    `addEventListener('click', () => { globalThis.clicked = Date.now(); }, { capture: true, once: true })`,
  );
  await byRole(popup, 'button', name).click();
  return (await popup.evaluate('globalThis.clicked')) as number;
}

async function has(popup: Page, button: string): Promise<boolean> {
  const found = await popup.$(`::-p-aria([name="${button}"][role="button"])`);
  await found?.dispose();
  return found !== null;
}

/** Ends what an earlier run left on the timer, by its buttons. */
async function rest(popup: Page): Promise<void> {
  const ways = ['Stop', 'Start focus', 'Start short break', 'Start long break'];
  await waitUntil('the timer is at rest', async () => {
    for (const way of ways) if (await has(popup, way)) await press(popup, way);
    return has(popup, 'Start');
  });
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
