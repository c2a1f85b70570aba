import { compareRows, type ComparedRow } from './compare-rows.ts';
import type { FileRows, FileRow } from './file-rows.ts';
import { judgeCheckpoints } from './judge-checkpoints.ts';
import type { ImportContext, ImportPlan } from './import-plan.ts';
import { previewImport } from './preview-import.ts';
import { readFileText } from './read-file-text.ts';

/** Rows of a file. One message to the background and one transaction have to hold them. */
const mostRows = 150_000;

/**
 * Reads a file that Baton, Marinara or Tomato Clock wrote and says what importing it would do to what is here.
 * Either the whole file is good, and `changes` are what is not here yet; or it is refused with a line and a reason.
 * Never throws on account of the text, and takes time in proportion to its length.
 */
export function planTextImport(text: string, desk: ImportContext, most = mostRows): ImportPlan {
  const draft = readFileText(text.startsWith('\ufeff') ? text.slice(1) : text, desk);
  if ('refused' in draft) return draft;
  const tooMany = draft.rows[most];
  if (tooMany) return { refused: { line: tooMany.line(), reason: 'too_large' } };
  const compared = fit(withoutRepeats(draft), draft, desk);
  return {
    preview: previewImport(draft, compared, desk.stored),
    changes: compared.flatMap(({ change, effect }) => (effect === 'unchanged' ? [] : [change])),
  };
}

function withoutRepeats({ rows: found, skipped: skips }: FileRows): FileRow[] {
  const seen = new Set<string>();
  return found.filter(({ change, line }) => {
    const key = `${change.table} ${change.row.id}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    if (isRepeated) skips.add('repeated', line);
    return !isRepeated;
  });
}

/** Compares, and leaves out acts that do not fit in and sessions that would stay open for ever without acts. */
function fit(
  found: readonly FileRow[],
  { skipped: skips }: FileRows,
  { stored: here, now }: ImportContext,
): ComparedRow[] {
  const acts = found.flatMap(({ change }) => (change.table === 'pomodoro_checkpoints' ? [change.row] : []));
  const fates = judgeCheckpoints(acts, here, now);
  const fresh = acts.filter(({ id }) => fates.get(id) === 'added');
  const told = new Set([...here.checkpoints, ...fresh].map(({ session_id }) => session_id));

  const kept = found.filter(({ change, line }) => {
    const { table, row } = change;
    if (table === 'pomodoro_checkpoints' && fates.get(row.id) === 'conflicting') {
      skips.add('conflicting', line);
      return false;
    }
    const isOpen = table === 'pomodoro_sessions' && row.end_time === null && row.outcome !== 'void';
    if (!isOpen || told.has(row.id)) return true;
    skips.add('unfinished', line);
    return false;
  });
  return compareRows(
    kept.map(({ change }) => change),
    here,
  ).map((one) => {
    const isThere =
      one.change.table === 'pomodoro_checkpoints' && fates.get(one.change.row.id) === 'unchanged';
    return isThere ? { ...one, effect: 'unchanged' } : one;
  });
}
