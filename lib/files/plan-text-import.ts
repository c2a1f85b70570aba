import { compareRows, type ComparedRow } from './compare-rows.ts';
import type { FileRow, FileRows } from './file-rows.ts';
import type { ImportContext, ImportPlan } from './import-plan.ts';
import { judgeCheckpoints } from './judge-checkpoints.ts';
import { previewImport } from './preview-import.ts';
import { readFileText } from './read-file-text.ts';

/** How many rows a file may have: one message to the background and one transaction have to hold them all. */
const mostRows = 150_000;

/**
 * Reads the text of a file that Baton or another app wrote, and says what importing it would do. Either
 * the whole file is good, and `changes` are the rows that are not stored yet; or it is refused with a line and a
 * reason. No text makes it throw, and the time it takes grows with the length of the text and no faster.
 */
export function planTextImport(text: string, context: ImportContext, most = mostRows): ImportPlan {
  const file = readFileText(text.startsWith('\ufeff') ? text.slice(1) : text, context);
  if ('refused' in file) return file;
  const tooMany = file.rows[most];
  if (tooMany) return { refused: { line: tooMany.findLine(), reason: 'too_large' } };
  const compared = compareFitting(withoutRepeats(file), file, context);
  return {
    preview: previewImport(file, compared, context.stored),
    changes: compared.flatMap(({ change, effect }) => (effect === 'unchanged' ? [] : [change])),
  };
}

function withoutRepeats({ rows, skipped }: FileRows): FileRow[] {
  const seen = new Set<string>();
  return rows.filter(({ change, findLine }) => {
    const key = `${change.table} ${change.row.id}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    if (isRepeated) skipped.add('repeated', findLine);
    return !isRepeated;
  });
}

/**
 * Compares the rows that fit in with what is stored. It leaves out conflicting checkpoints, and open sessions that
 * have no checkpoints: nothing could ever end those.
 */
function compareFitting(
  rows: readonly FileRow[],
  { skipped }: FileRows,
  { stored, now }: ImportContext,
): ComparedRow[] {
  const checkpoints = rows.flatMap(({ change }) =>
    change.table === 'pomodoro_checkpoints' ? [change.row] : [],
  );
  const verdicts = judgeCheckpoints(checkpoints, stored, now);
  const added = checkpoints.filter(({ id }) => verdicts.get(id) === 'added');
  const replayable = new Set([...stored.checkpoints, ...added].map(({ session_id }) => session_id));

  const fitting = rows.filter(({ change: { table, row }, findLine }) => {
    if (table === 'pomodoro_checkpoints' && verdicts.get(row.id) === 'conflicting') {
      skipped.add('conflicting', findLine);
      return false;
    }
    const isOpen = table === 'pomodoro_sessions' && row.end_time === null && row.outcome !== 'void';
    if (!isOpen || replayable.has(row.id)) return true;
    skipped.add('unfinished', findLine);
    return false;
  });
  return compareRows(
    fitting.map(({ change }) => change),
    stored,
  ).map((compared) => {
    const { table, row } = compared.change;
    const isUnneeded = table === 'pomodoro_checkpoints' && verdicts.get(row.id) === 'unchanged';
    return isUnneeded ? { ...compared, effect: 'unchanged' } : compared;
  });
}
