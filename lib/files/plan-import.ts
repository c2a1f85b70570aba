import { compare, type Compared } from './compare.ts';
import type { Draft, Found } from './draft.ts';
import { fitActs } from './fit-checkpoints.ts';
import type { Desk, ImportPlan } from './import-plan.ts';
import { previewOf } from './preview.ts';
import { readDraft } from './read-draft.ts';

/** Rows of a file. One message to the background and one transaction have to hold them. */
const mostRows = 150_000;

/**
 * Reads a file that Baton, Marinara or Tomato Clock wrote and says what importing it would do to what is here.
 * Either the whole file is good, and `changes` are what is not here yet; or it is refused with a line and a reason.
 * Never throws on account of the text, and takes time in proportion to its length.
 */
export function planImport(text: string, desk: Desk, most = mostRows): ImportPlan {
  const draft = readDraft(text.startsWith('\ufeff') ? text.slice(1) : text, desk);
  if ('refused' in draft) return draft;
  const tooMany = draft.found[most];
  if (tooMany) return { refused: { line: tooMany.line(), reason: 'too_large' } };
  const compared = fit(withoutRepeats(draft), draft, desk);
  return {
    preview: previewOf(draft, compared, desk.here),
    changes: compared.flatMap(({ change, fate }) => (fate === 'there' ? [] : [change])),
  };
}

function withoutRepeats({ found, skips }: Draft): Found[] {
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
function fit(found: readonly Found[], { skips }: Draft, { here, now }: Desk): Compared[] {
  const acts = found.flatMap(({ change }) => (change.table === 'pomodoro_checkpoints' ? [change.row] : []));
  const fates = fitActs(acts, here, now);
  const fresh = acts.filter(({ id }) => fates.get(id) === 'fresh');
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
  return compare(
    kept.map(({ change }) => change),
    here,
  ).map((one) => {
    const isThere = one.change.table === 'pomodoro_checkpoints' && fates.get(one.change.row.id) === 'there';
    return isThere ? { ...one, fate: 'there' } : one;
  });
}
