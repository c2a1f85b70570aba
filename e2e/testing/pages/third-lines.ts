import type { Page } from 'puppeteer-core';

/** Controls, names and headings whose text takes more than two lines. What a person wrote may. */
export async function thirdLines(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names = 'button, a, label, legend, summary, h1, h2, h3, dt, th, .row > span, .tick, .labelled';
    const range = document.createRange();
    return [...document.querySelectorAll(names)]
      .filter((name) => name.checkVisibility() && !name.closest('.unseen, [dir="auto"]'))
      .flatMap((name) => {
        const tops = new Set<number>();
        const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement?.closest('.hint, select, [dir="auto"]')) continue;
          range.selectNodeContents(node);
          for (const { top, height } of range.getClientRects()) if (height > 0) tops.add(Math.round(top / 4));
        }
        return tops.size > 2 ? [`3 lines or more: ${name.textContent?.trim()}`] : [];
      });
  });
}
