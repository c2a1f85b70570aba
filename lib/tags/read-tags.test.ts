import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTags, writeTags } from './read-tags.ts';
import { longestTag, mostTags, tagOf, tagsOf } from './tags.ts';

const read = (text: string) => readTags(text.split(' '));

describe('TAG-1, TAG-2, TAG-3 reading tags', () => {
  it.each([
    ['Write report', 'Write report', []],
    ['Write report @work', 'Write report', ['work']],
    ['@work Write report @deep', 'Write report', ['work', 'deep']],
    ['Call @mum about rent', 'Call mum about rent', ['mum']],
    ['@a b @c d @e', 'b c d', ['a', 'c', 'e']],
    ['Read @a @A @a', 'Read', ['a']],
    ['@home', '@home', []],
    ['@home @work', '@home @work', []],
  ])('TAG-1 %s', (text, title, tags) => {
    expect(read(text)).toEqual({ title, tags });
  });

  it.each([
    ['Read @Zoë', 'zoë'],
    ['Read @Zoe\u0308', 'zoë'],
    ['Read @读书', '读书'],
    ['レポート ＠仕事', '仕事'],
    ['レポート ＠ｗｏｒｋ', 'work'],
    ['レポート ﹫しごと', 'しごと'],
    ['पढ़ना @हिन्दी', 'हिन्दी'],
    ['تقرير @عمل', 'عمل'],
    ['Read @next_year-2027', 'next_year-2027'],
    [`Read @${'x'.repeat(32)}`, 'x'.repeat(32)],
  ])('TAG-2 %s', (text, tag) => {
    expect(read(text).tags).toEqual([tag.normalize('NFKC')]);
  });

  it.each([
    'Mail ada@example.test today',
    'Meet @ 5',
    'Meet @',
    'Buy milk @shop, bread',
    'Ask @ada.example',
    'Read @@home',
    'Draw @-',
    'Draw @___',
    'Draw @☕',
    `Read @${'x'.repeat(33)}`,
    'Read @\u202ehome',
    'Read @ﷺ',
  ])('TAG-3 %s has no tag', (text) => {
    expect(read(text)).toEqual({ title: text, tags: [] });
  });

  it('TAG-3 an eleventh tag stays in the title', () => {
    const words = Array.from({ length: 11 }, (_, place) => `@t${place}`);
    const { title, tags } = readTags(['Read', ...words]);
    expect(title).toBe('Read @t10');
    expect(tags).toHaveLength(10);
  });

  it('TAG-1 TAG-2 whatever is typed has tags within bounds, and reads the same once it was written', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/\s/u.test(text)),
      fc.stringMatching(/^@[a-cA-C_-]{1,3}$/u),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 16 }), (words) => {
        const { title, tags } = readTags(words);
        expect(title).not.toBe('');
        expect(tags.length).toBeLessThanOrEqual(mostTags);
        for (const tag of tags) {
          expect(tagOf(tag)).toBe(tag);
          expect(Array.from(tag).length).toBeLessThanOrEqual(longestTag);
        }
        fc.pre(tags.length > 0 && !words.slice(1, -1).some((one) => one.startsWith('@@')));
        const again = read(writeTags(title, tags));
        expect(new Set(again.tags)).toEqual(new Set(tags));
      }),
    );
  });

  it('TAG-2 of what a script wrote into the column, what can be a tag counts, once', () => {
    expect(tagsOf({ tags: 'Home ☕ home READING' })).toEqual(['home', 'reading']);
    expect(tagsOf({ tags: '' })).toEqual([]);
    expect(tagsOf({})).toEqual([]);
  });
});
