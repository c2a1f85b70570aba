import { expect, it } from 'vitest';
import { judge, readScenes } from './read-scenes.ts';
import { readSpeech } from './read-speech.ts';

const table = `# By ear

## Popup

| done           | heard          |
| -------------- | -------------- |
| open the popup | Start / 25:00  |
| close          |                |

## Words
`;

it('TOOLS-21 a heading with a table is a scene, each line a step with what is heard after it', () => {
  expect(readScenes(table)).toEqual([
    {
      title: 'Popup',
      steps: [
        { done: 'open the popup', heard: ['Start', '25:00'] },
        { done: 'close', heard: [] },
      ],
    },
  ]);
});

it.each<[string[], string[], string | null]>([
  [['Start push button.', 'Focus, 25:00'], ['Start', '25:00'], null],
  [['Anything'], [], null],
  [['Start'], ['Start', '25:00'], 'missing: “25:00”'],
  [['25:00', 'Start'], ['Start', '25:00'], 'too early: “25:00”'],
  [['Enter a name.', 'Enter a name.'], ['Enter a name.'], 'more than once: “Enter a name.”'],
])('TOOLS-21 of %j, %j is judged: %s', (heard, expected, fault) => {
  expect(judge(heard, expected)).toBe(fault);
});

it('TOOLS-21 what was spoken stands in the log of Orca', () => {
  const log = `07:31:09.331916 - SPEECH OUTPUT: 'Screen reader on.'{'established': False}
07:31:10.000000 - EVENT MANAGER: focus: for [frame | Baton]
07:31:11.000000 - SPEECH OUTPUT: 'This browser's storage is full.' {'family': None}
07:31:12.000000 - SPEECH OUTPUT: ''{}
`;
  expect(readSpeech(log)).toEqual(['Screen reader on.', "This browser's storage is full."]);
});
