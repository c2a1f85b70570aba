import { knownColumnsKey } from '../../lib/store/known-columns.ts';
import { crowd } from './fixtures.ts';
import type { Scene } from './scene.ts';

/** Tags in the options, one of them being renamed. */
export const tagScenes: Record<string, Scene> = {
  'options-tags': {
    page: 'options',
    fixture: { ...crowd, local: { [knownColumnsKey]: ['tasks.tags'] } },
    press: '#tags .chip',
  },
};
