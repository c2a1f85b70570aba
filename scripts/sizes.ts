import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { keepSizes, sayWhatGrew, sizesOf, type Sizes } from './build/size-report.ts';

/**
 * Says what grew in the builds since their sizes were kept: `npm run sizes`. With `--keep` the sizes of now are kept, in
 * scripts/build/sizes.json.
 */
const builds = { chrome: 'chromium', firefox: 'firefox' } as const;
const sizes: Record<string, Sizes> = {};
for (const [browser, build] of Object.entries(builds)) {
  const found = sizesOf(buildFolder(build));
  if (found) sizes[browser] = found;
}
const said = Object.entries(builds).map(([browser, build]) => sayWhatGrew(browser, buildFolder(build)));
console.log(said.filter((lines) => lines !== '').join('\n') || 'Nothing grew since its size was kept.');
if (process.argv.includes('--keep')) keepSizes(sizes);
