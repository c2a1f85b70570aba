import { expect, it } from 'vitest';
import { inSentences, joinSentences } from './join-sentences.ts';

it('I18N-7 two sentences stand together as their script has it', () => {
  expect(joinSentences('Focus ended at 15:40.', 'A short break followed.')).toBe(
    'Focus ended at 15:40. A short break followed.',
  );
  expect(joinSentences('集中が終わりました。', '休憩が始まりました。')).toBe(
    '集中が終わりました。休憩が始まりました。',
  );
});

it('I18N-7 texts without a full stop get one where they stand as sentences', () => {
  expect(inSentences(['Deleted “Write”', 'Ctrl+Z brings it back.'], 'en')).toBe(
    'Deleted “Write”. Ctrl+Z brings it back.',
  );
  expect(inSentences(['「書く」を削除しました', '戻せます。'], 'ja')).toBe(
    '「書く」を削除しました。戻せます。',
  );
  expect(inSentences([], 'en')).toBe('');
});
