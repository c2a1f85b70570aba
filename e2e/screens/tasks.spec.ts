import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { operables, walkByTab } from '../testing/pages/walk-by-tab.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

let profile: Profile;
let popup: Page;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
});

afterAll(async () => {
  await profile?.close();
});

/** A new popup over these tasks and nothing else; the first of them is the current one. */
async function openWith(...titles: string[]): Promise<void> {
  expect(await profile.send({ type: 'erase' })).toEqual({ ok: true });
  for (const title of titles)
    expect(await profile.send({ type: 'add-task', title, estimate: 1 })).toEqual({ ok: true });
  popup = await profile.popup();
  await byRole(popup, 'textbox', 'Add a task').wait();
}

const three = ['Write report', 'Read chapter 4', 'Plan the week'];

/** The open tasks as they stand in the list; an asterisk is before the current one. */
async function listed(): Promise<string[]> {
  return popup.$$eval('[aria-label="Open tasks"] [aria-pressed]', (titles) =>
    titles.map(({ ariaPressed, textContent }) => (ariaPressed === 'true' ? '*' : '') + textContent),
  );
}

async function expectListed(...titles: string[]): Promise<void> {
  await waitForValue(listed, titles);
}

/** The marks in the list, each after the title of its task. */
async function marked(): Promise<string[]> {
  return popup.$$eval('.task-mark', (marks) =>
    marks.map(
      (mark) => `${mark.closest('li')?.querySelector('.task-title')?.textContent} ${mark.textContent}`,
    ),
  );
}

async function addTask(line: string): Promise<void> {
  const field = byRole(popup, 'textbox', 'Add a task');
  await field.fill(line);
  await popup.keyboard.press('Enter');
}

async function expectSaid(text: string): Promise<void> {
  await waitUntil(`“${text}” is told`, () =>
    popup.$$eval(
      '[aria-live="polite"], .notice',
      (regions, wanted) => regions.some(({ textContent }) => textContent?.includes(wanted)),
      text,
    ),
  );
}

/** The name or the text of what has the focus. */
async function focused(): Promise<string> {
  return popup.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '');
}

/** What stands out of the popup, or makes a page scroll that is not to scroll. */
async function misfits(): Promise<string[]> {
  return popup.evaluate(() => {
    const page = document.documentElement;
    const wrong: string[] = [];
    if (page.scrollWidth > innerWidth) wrong.push(`the page is ${page.scrollWidth} wide`);
    if (page.scrollHeight > 600) wrong.push(`the page is ${page.scrollHeight} high`);
    for (const element of document.querySelectorAll('main *')) {
      const { left, right, width } = element.getBoundingClientRect();
      const overflow = getComputedStyle(element).overflowX;
      if (width > 1 && (left < 0 || right > 360)) wrong.push(`${element.className} stands out`);
      const tools =
        element.matches('.task:hover .task-title') && element.parentElement?.querySelector('.task-tools');
      const covered = tools ? tools.getBoundingClientRect() : null;
      if (covered && right > covered.left + 1) wrong.push(`the tools cover ${element.className}`);
      if (overflow === 'auto' && element.scrollWidth > element.clientWidth)
        wrong.push(`${element.className} scrolls sideways`);
    }
    return wrong;
  });
}

describe('tasks in the popup', () => {
  it('UI-61 UI-5 on the very first run the space bar starts, and writes nothing', async () => {
    await openWith();
    expect(await focused()).toBe('Start');
    await popup.keyboard.press('Space');
    await byRole(popup, 'button', 'Pause').wait();
    expect(await popup.$eval('.entry input', ({ value }) => value)).toBe('');
  });

  it('UI-9 the first task is the current one', async () => {
    await openWith();
    await addTask('Write report #3');
    await expectListed('*Write report');
    await waitUntil('its pomodoros are counted', async () => (await shown()).includes('0 of 3 pomodoros'));
  });

  it('UI-9 more tasks follow by Enter, and change nothing about the current one', async () => {
    await openWith('Write report');
    await addTask('Read chapter 4');
    await expectListed('*Write report', 'Read chapter 4');
    await addTask('Plan the week #2');
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week');
    await waitUntil('the foot counts', async () => (await shown()).includes('4 pomodoros left'));
  });

  it('TAG-1 TAG-8 a tag is typed with a task, stands behind its title, and is edited with it', async () => {
    const tags = () =>
      popup.$$eval('.tag-list bdi', (all) => all.map(({ textContent }) => textContent.trim()));
    await openWith();
    await addTask('Write report @work #2 @deep');
    await expectListed('*Write report');
    await waitForValue(tags, ['@work', '@deep']);
    await byRole(popup, 'button', 'Edit “Write report”').click();
    const title = byRole(popup, 'textbox', 'Title');
    expect(await popup.$eval('.task-edit input', ({ value }) => value)).toBe('Write report @work @deep');
    await title.fill('Write the report @home');
    await popup.keyboard.press('Enter');
    await expectListed('*Write the report');
    await waitForValue(tags, ['@home']);
    expect(await misfits()).toEqual([]);
  });

  it('UI-14 a click makes another task the current one', async () => {
    await openWith(...three);
    await byRole(popup, 'button', 'Read chapter 4').click();
    await expectListed('Write report', '*Read chapter 4', 'Plan the week');
  });

  it('UI-91 UI-161 TIMER-28 the task that runs and the one that was chosen are told apart, wherever they are named', async () => {
    await openWith(...three);
    await byRole(popup, 'button', 'Start').click();
    await byRole(popup, 'button', 'Read chapter 4').click();
    await expectListed('Write report', '*Read chapter 4', 'Plan the week');
    const face = () => popup.$eval('.current', ({ textContent }) => textContent);
    await waitForValue(face, 'Read chapter 4');
    expect((await profile.badge()).title).toContain('Read chapter 4');
    await expectSaid('This session is for “Read chapter 4”.');
    await byRole(popup, 'button', 'Only next').click();
    await waitForValue(marked, ['Write report now', 'Read chapter 4 next']);
    expect(await face()).toBe('Write report');
    expect((await profile.badge()).title).toContain('Write report');
    await byRole(popup, 'button', 'Skip to the next phase').click();
    await waitForValue(marked, ['Read chapter 4 next']);
    expect(await face()).toBe('Write report');
    await byRole(popup, 'button', 'Skip the break and start focus').click();
    await waitForValue(marked, []);
    expect(await face()).toBe('Read chapter 4');
    await byRole(popup, 'button', 'Stop').click();
  });

  it('UI-172 UI-173 a session began earlier, and was stopped at a time, each with an undo', async () => {
    await openWith();
    await byRole(popup, 'button', 'Start').click();
    const left = () => popup.$eval('.time', ({ textContent }) => Number(textContent?.split(':')[0]));
    const opener = () => popup.click('[title="Started earlier or stopped before?"]');
    await byRole(popup, 'button', 'Pause').wait();
    await opener();
    await byRole(popup, 'button', '10 min earlier').click();
    await waitUntil('less is left', async () => (await left()) < 16);
    await byRole(popup, 'button', 'Undo').click();
    await waitUntil('it is taken back', async () => (await left()) >= 24);
    await opener();
    await byRole(popup, 'button', 'Stop at that time').click();
    await byRole(popup, 'button', 'Start').wait();
    await byRole(popup, 'button', 'Undo').click();
    await byRole(popup, 'button', 'Pause').wait();
    await byRole(popup, 'button', 'Stop').click();
  });

  it('TASK-4 UI-44 after the current task the next one is current, until that is taken back', async () => {
    await openWith(...three);
    await byRole(popup, 'checkbox', 'Done: Write report').click();
    await expectListed('*Read chapter 4', 'Plan the week');
    await byRole(popup, 'button', 'Undo').click();
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week');
  });

  it('UI-92 a stop is taken back by Undo, a skip by Ctrl+Z, each to what was there before', async () => {
    await openWith();
    await byRole(popup, 'button', 'Start').click();
    await byRole(popup, 'button', 'Stop').click();
    await byRole(popup, 'button', 'Undo').click();
    await byRole(popup, 'button', 'Pause').click();
    await byRole(popup, 'button', 'Resume').wait();
    await byRole(popup, 'button', 'Skip to the next phase').click();
    await byRole(popup, 'button', 'Undo').wait();
    await popup.keyboard.down('Control');
    await popup.keyboard.press('z');
    await popup.keyboard.up('Control');
    await byRole(popup, 'button', 'Resume').wait();
    expect((await profile.badge()).title).toMatch(/^Focus/);
  });

  it('UI-166 UI-167 a note on the session that has ended is written by keys, is there in the next popup, and goes by Ctrl+Z', async () => {
    await openWith('Write report');
    await byRole(popup, 'button', 'Start').click();
    await byRole(popup, 'button', 'Stop').click();
    const add = byRole(popup, 'button', 'Add a note');
    await add.wait();
    await popup.focus('.note-line button');
    await popup.keyboard.press('Enter');
    await byRole(popup, 'textbox', 'Note on the last focus session').wait();
    await popup.keyboard.type('Second draft');
    await popup.keyboard.press('Enter');
    const line = () => popup.$eval('.note-line', ({ textContent }) => textContent);
    await waitForValue(line, 'Second draft');
    popup = await profile.popup();
    await popup.waitForSelector('.note-line');
    expect(await line()).toBe('Second draft');
    await popup.focus('.note-line button');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('.note-line input');
    await popup.keyboard.type(' and figures');
    await popup.keyboard.press('Enter');
    await waitForValue(line, 'Second draft and figures');
    await popup.keyboard.down('Control');
    await popup.keyboard.press('z');
    await popup.keyboard.up('Control');
    await waitForValue(line, 'Second draft');
  });

  it('UI-92 a deleted preset comes back by Undo, and is the chosen one again', async () => {
    await openWith();
    const preset = {
      name: 'Deep',
      work_duration: 90,
      short_break: 5,
      long_break: 5,
      sessions_before_long_break: 4,
    };
    expect(await profile.send({ type: 'edit-preset', key: 'deep', preset })).toEqual({ ok: true });
    expect(await profile.send({ type: 'set-preferences', preferences: { preset: 'deep' } })).toEqual({
      ok: true,
    });
    await waitUntil('it is chosen', async () => (await shown()).includes('90:00'));
    await byRole(popup, 'button', 'Edit presets').click();
    await byRole(popup, 'button', 'Delete preset').click();
    await waitUntil('it is gone', async () => (await shown()).includes('25:00'));
    await byRole(popup, 'button', 'Undo').click();
    await waitUntil('it is chosen again', async () => (await shown()).includes('90:00'));
  });

  it('UI-14 a tick completes a task, and taking it away reopens it', async () => {
    await openWith(...three);
    await byRole(popup, 'checkbox', 'Done: Read chapter 4').click();
    await expectListed('*Write report', 'Plan the week');
    await popup.locator('::-p-text(1 done)').click();
    await byRole(popup, 'checkbox', 'Done: Read chapter 4').click();
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week');
  });

  it('UI-43 an edit in place is saved by Enter and left by Escape', async () => {
    await openWith(...three);
    await byRole(popup, 'button', 'Edit “Plan the week”').click();
    await byRole(popup, 'textbox', 'Title').fill('Plan the month');
    await byRole(popup, 'spinbutton', 'Pomodoros').fill('4');
    await popup.keyboard.press('Enter');
    await expectListed('*Write report', 'Read chapter 4', 'Plan the month');
    await waitUntil('the foot counts', async () => (await shown()).includes('6 pomodoros left'));

    await byRole(popup, 'button', 'Edit “Plan the month”').click();
    await byRole(popup, 'textbox', 'Title').fill('Something else');
    await popup.keyboard.press('Escape');
    await expectListed('*Write report', 'Read chapter 4', 'Plan the month');
    expect(await focused()).toBe('Plan the month');
  });

  it('UI-51 Escape takes back a conversion, and neither the line nor the form', async () => {
    await openWith(...three);
    const typing = await popup.createCDPSession();
    const convert = (text: string) =>
      typing.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    const typed = () =>
      popup.evaluate(() =>
        document.activeElement instanceof HTMLInputElement ? document.activeElement.value : '',
      );
    await popup.focus('[aria-label="Add a task"]');
    await convert('れぽーと');
    await popup.keyboard.press('Escape');
    expect(await typed()).toBe('れぽーと');
    await typing.send('Input.insertText', { text: 'レポート ＃3' });
    await popup.keyboard.press('Enter');
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week', 'レポート');

    await byRole(popup, 'button', 'Edit “レポート”').click();
    await waitForValue(typed, 'レポート');
    await convert('ほん');
    await popup.keyboard.press('Escape');
    expect(await typed()).toBe('ほん');
    await typing.send('Input.insertText', { text: '本' });
    await popup.keyboard.press('Escape');
    await waitForValue(focused, 'レポート');
    await typing.detach();
  });

  it('UI-43 an edit that Tab leaves is saved, and the focus goes on to what comes next', async () => {
    await openWith(...three);
    await byRole(popup, 'button', 'Edit “Read chapter 4”').click();
    await byRole(popup, 'textbox', 'Title').fill('Read chapter 5');
    for (const _ of ['estimate', 'up', 'down', 'Save', 'the next row']) await popup.keyboard.press('Tab');
    await expectListed('*Write report', 'Read chapter 5', 'Plan the week');
    expect(await focused()).toBe('Done: Plan the week');
  });

  it('UI-44 a task is deleted at once, and Undo brings it back to its place', async () => {
    await openWith(...three);
    await byRole(popup, 'button', 'Delete “Read chapter 4”').click();
    // The offer stands for six seconds, unless the focus is on it.
    await popup.waitForFunction(() => {
      document.querySelector<HTMLElement>('.notice button')?.focus();
      return document.activeElement?.matches('.notice button');
    });
    await expectListed('*Write report', 'Plan the week');
    await expectSaid('Deleted “Read chapter 4”');
    await byRole(popup, 'button', 'Undo').click();
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week');
  });

  it.each([
    ['UI-44 bins', '.task-tools button:last-child', 'Deleted “Write report”'],
    ['UI-14 ticks', '.check', '1 done'],
  ])(
    'UI-62 %s: two clicks at one place are for one task, though the next has moved there',
    async (_, what, said) => {
      await openWith(...three);
      const { left, top } = await popup.$eval(`.task ${what}`, (one) => {
        const rect = one.getBoundingClientRect();
        return { left: rect.left, top: rect.top };
      });
      await popup.mouse.move(left + 14, top + 14);
      await popup.mouse.down();
      await popup.mouse.up();
      await waitUntil(said, async () => (await shown()).includes(said));
      await popup.mouse.down();
      await popup.mouse.up();
      // Whatever the second click asked for is carried out before this is.
      expect(await profile.send({ type: 'opened' })).toEqual({ ok: true });
      await expectListed('*Read chapter 4', 'Plan the week');
      await popup.mouse.move(left + 14, top + 30);
      await popup.mouse.move(left + 14, top + 14);
      await popup.mouse.down();
      await popup.mouse.up();
      await waitUntil('one task is left', async () => (await listed()).length === 1);
    },
  );

  it('UI-40 Alt and an arrow move a task, the focus goes with it and its place is told', async () => {
    await openWith(...three);
    await popup.focus('[aria-label="Open tasks"] [aria-pressed]');
    await popup.keyboard.down('Alt');
    await popup.keyboard.press('ArrowDown');
    await expectListed('Read chapter 4', '*Write report', 'Plan the week');
    await expectSaid('“Write report”: place 2 of 3');
    await waitForValue(focused, 'Write report');
    await popup.keyboard.press('ArrowDown');
    await expectListed('Read chapter 4', 'Plan the week', '*Write report');
    await popup.keyboard.up('Alt');
  });

  it('UI-162 single clicks move a task, too: the form stays, with the focus on the button', async () => {
    await openWith(...three);
    const up = 'Move “Plan the week” up';
    await popup.hover('[aria-label="Open tasks"] .task:nth-child(3)');
    await byRole(popup, 'button', 'Edit “Plan the week”').click();
    for (const place of [2, 1]) {
      await byRole(popup, 'button', up).click();
      await expectSaid(`“Plan the week”: place ${place} of 3`);
      await waitForValue(focused, up);
    }
    await popup.keyboard.press('Escape');
    await expectListed('Plan the week', '*Write report', 'Read chapter 4');
  });

  it('UI-5 the space bar starts, pauses and resumes, unless a control has the focus', async () => {
    await openWith(...three);
    await popup.keyboard.press('Space');
    await byRole(popup, 'button', 'Pause').wait();
    await popup.keyboard.press('Space');
    await byRole(popup, 'button', 'Resume').wait();
    await addTask('Tidy up');
    await popup.keyboard.type('two words');
    await popup.keyboard.press('Escape');
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week', 'Tidy up');
    // Whatever the popup asked for is carried out, and painted, before this is.
    expect(await profile.send({ type: 'opened' })).toEqual({ ok: true });
    expect((await profile.badge()).title).toContain('Focus paused');
    await byRole(popup, 'button', 'Resume').wait();
  });

  it('UI-30 the Tab key reaches every control, and each shows that it has the focus', async () => {
    await openWith(...three);
    await expectListed('*Write report', 'Read chapter 4', 'Plan the week');
    const stops = await walkByTab(popup);
    expect(stops.filter(({ isMarked, isSeen }) => !isMarked || !isSeen)).toEqual([]);
    expect(stops.map(({ place, name }) => ({ place, name }))).toEqual(await operables(popup));
  });
});

/** Everything that the popup says. */
async function shown(): Promise<string> {
  return popup.$eval('body', ({ innerText }) => innerText);
}

describe('titles that nobody expects', () => {
  it.each([
    ['HTML', '<img src=x onerror="document.title=1"><b>bold</b> &amp;'],
    ['a row of emoji', '👩‍👩‍👧‍👦🍅'.repeat(20)],
    ['a title from right to left', 'تقرير عن 3 مشاريع'],
    ['a word of 500 characters', 'W'.repeat(500)],
  ])('UI-9 %s is shown as text and breaks no layout', async (_, title) => {
    await openWith(...three);
    // What is added while no task is the current one becomes it.
    await byRole(popup, 'button', 'Write report').click();
    await expectListed(...three);
    await addTask(title);
    await expectListed(...three, `*${title}`);
    await waitForValue(
      () => popup.$eval('main > [aria-label="Timer"] > p', ({ textContent }) => textContent),
      title,
    );
    expect(await misfits()).toEqual([]);

    await popup.hover('[aria-label="Open tasks"] li:last-child');
    expect(await misfits()).toEqual([]);
    // In a sentence, a name that is written from the right is isolated.
    const named = /[\u0600-\u06ff]/.test(title) ? `\u2068${title}\u2069”` : `${title}”`;
    const tool = (name: string) =>
      popup.locator(`[aria-label^="${name}"][aria-label$=${JSON.stringify(named)}]`);
    await tool('Edit').click();
    await byRole(popup, 'textbox', 'Title').wait();
    expect(await misfits()).toEqual([]);
    await popup.keyboard.press('Escape');
    await tool('Delete').click();
    await expectSaid(`Deleted “${named}`);
    expect(await misfits()).toEqual([]);
    expect(await popup.title()).toBe('Baton');
  });
});
