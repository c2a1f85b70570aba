import {
  type Code,
  emptyDiagnosticLog,
  type DiagnosticEvent,
  type DiagnosticLog,
} from '../messages/diagnostic-log.ts';
import type { Remote } from '../sync/remote.ts';

export interface DiagnosticRecorderDeps {
  /** This machine's clock, milliseconds. */
  now(): number;
  read(): Promise<DiagnosticLog>;
  write(journal: DiagnosticLog): Promise<void>;
}

const hour = 3_600_000;
const mostEvents = 150;
const mostErrors = 20;

export type DiagnosticRecorder = ReturnType<typeof createDiagnosticRecorder>;

/** Notes what the background does, for a person who looks for a fault. It must never be one itself. */
export function createDiagnosticRecorder({ now, read, write }: DiagnosticRecorderDeps) {
  let journal = emptyDiagnosticLog;
  const opening = read().then(
    (kept) => {
      const { events, errors } = journal;
      journal = {
        ...kept,
        ...journal,
        events: [...kept.events, ...events],
        errors: [...kept.errors, ...errors],
        synced_at: journal.synced_at ?? kept.synced_at,
      };
    },
    () => undefined,
  );
  let isDue = false;

  function save(): void {
    if (isDue) return;
    isDue = true;
    // One writing for all that happens in a turn.
    void opening
      .then(() => {
        isDue = false;
        return write(journal);
      })
      .catch(() => undefined);
  }

  function note(code: Code, about = ''): void {
    const at = now();
    const events = added(journal.events, { at, code, about, times: 1 });
    const isError = code === 'fail' || code === 'down' || code === 'error';
    journal = {
      ...journal,
      events: events.filter((event) => at - event.at < hour).slice(-mostEvents),
      errors: isError
        ? added(journal.errors, { at, code, about, times: 1 }).slice(-mostErrors)
        : journal.errors,
    };
    save();
  }

  return {
    note,
    clock(clock_error: number | null): void {
      if (clock_error === journal.clock_error) return;
      journal = { ...journal, clock_error };
      save();
    },
    /** The same other side, with what passes noted. */
    watch: (remote: Remote): Remote => ({
      async sync(cursor, changes) {
        const result = await remote.sync(cursor, changes);
        if (result.ok) {
          const came = result.value.rows.length;
          journal = { ...journal, synced_at: now() };
          if (changes.length + came > 0) note('sync', `${changes.length} ${came}`);
          else save();
        } else {
          const { kind, reason = kind, detail } = result.failure;
          note('fail', `${reason} ${detail}`);
        }
        return result;
      },
      listen: (on) =>
        remote.listen({
          hint(hint) {
            note('hint', hint.rows ? String(hint.rows.length) : '');
            on.hint(hint);
          },
          up() {
            note('up');
            on.up();
          },
          down(reason) {
            note('down', reason);
            on.down(reason);
          },
        }),
    }),
  };
}

/** With one more; what happens again and again is one line. */
function added(before: readonly DiagnosticEvent[], fresh: DiagnosticEvent): DiagnosticEvent[] {
  const last = before.at(-1);
  if (last?.code !== fresh.code || last.about !== fresh.about) return [...before, fresh];
  return [...before.slice(0, -1), { ...fresh, times: last.times + 1 }];
}
