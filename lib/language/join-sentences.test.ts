import { expect, it } from 'vitest';
import { joinSentences } from './join-sentences.ts';

it('I18N-7 two sentences stand together as their script has it', () => {
  expect(joinSentences('Focus ended at 15:40.', 'A short break followed.')).toBe(
    'Focus ended at 15:40. A short break followed.',
  );
  expect(joinSentences('集中が終わりました。', '休憩が始まりました。')).toBe(
    '集中が終わりました。休憩が始まりました。',
  );
});
