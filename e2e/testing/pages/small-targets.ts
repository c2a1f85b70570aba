import type { Page } from 'puppeteer-core';

/** Controls that a finger cannot press within 44 by 44 pixels around their middle, and what lies there instead. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const reach = 21;
    const found: string[] = [];
    for (const control of document.querySelectorAll('button, a[href], input, select, summary, textarea')) {
      // A link in a sentence is as high as its line.
      const isSeen = control.checkVisibility({ visibilityProperty: true }) && !control.matches('p > a');
      if (!isSeen) continue;
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const target = control.closest('label') ?? control;
      const { left, top, width, height } = target.getBoundingClientRect();
      if (width < 1 || height < 1) continue;
      const [x, y] = [left + width / 2, top + height / 2];
      for (const [dx = 0, dy = 0] of [
        [-reach, 0],
        [reach, 0],
        [0, -reach],
        [0, reach],
      ]) {
        const hit = document.elementFromPoint(x + dx, y + dy);
        if (!hit || target.contains(hit)) continue;
        const name = control.ariaLabel ?? target.textContent ?? '';
        found.push(
          `${name.trim()} (${control.className}, ${Math.round(width)} × ${Math.round(height)}): .${hit.className}`,
        );
        break;
      }
    }
    scrollTo(0, 0);
    return found;
  });
}
