import {
  type Code,
  emptyDiagnosticLog,
  type DiagnosticEvent,
  type DiagnosticLog,
} from '../messages/diagnostic-log.ts';
import type { Remote, RemoteFailure } from '../sync/remote.ts';
import { shorten } from '../sync/wire/shorten.ts';

export interface DiagnosticRecorderDeps {
  /** This machine's clock, milliseconds. */
  now(): number;
  read(): Promise<DiagnosticLog>;
  write(log: DiagnosticLog): Promise<void>;
}

/** Notes what the background does, for a person who looks for a fault. It must never cause one itself. */
export interface DiagnosticRecorder {
  note(code: Code, about?: string): void;
  /** How far off the corrected time can be, in milliseconds; null if the clock is not trusted. */
  clock(error: number | null): void;
  /** The same remote, with each call and hint noted. */
  watch(remote: Remote): Remote;
}

const hour = 3_600_000;
const mostEvents = 150;
const mostErrors = 20;
const errorCodes: readonly Code[] = ['fail', 'unreadable', 'down', 'error'];
/** Of one reply. The others fail in the same way. */
const mostUnreadable = 5;

export function createDiagnosticRecorder({ now, read, write }: DiagnosticRecorderDeps): DiagnosticRecorder {
  let log = emptyDiagnosticLog;
  const opening = read().then(
    (kept) => {
      const { events, errors } = log;
      log = {
        ...log,
        events: [...kept.events, ...events],
        errors: [...kept.errors, ...errors],
        synced_at: log.synced_at ?? kept.synced_at,
      };
    },
    () => undefined,
  );
  let isDue = false;

  function save(): void {
    if (isDue) return;
    isDue = true;
    // One write for everything that happens in a turn.
    void opening
      .then(() => {
        isDue = false;
        return write(log);
      })
      .catch(() => undefined);
  }

  function note(code: Code, words = ''): void {
    const at = now();
    // The words of a server or of an exception may have any length.
    const about = shorten(words);
    const events = added(log.events, { at, code, about, times: 1 });
    const isError = errorCodes.includes(code);
    log = {
      ...log,
      events: events.filter((event) => at - event.at < hour).slice(-mostEvents),
      errors: isError ? added(log.errors, { at, code, about, times: 1 }).slice(-mostErrors) : log.errors,
    };
    save();
  }

  return {
    note,
    clock(clock_error) {
      if (clock_error === log.clock_error) return;
      log = { ...log, clock_error };
      save();
    },
    watch: (remote) => ({
      async sync(cursor, changes) {
        const result = await remote.sync(cursor, changes);
        if (result.ok) {
          const came = result.value.rows.length;
          log = { ...log, synced_at: now() };
          for (const { table, id, reason } of result.value.unreadable?.slice(0, mostUnreadable) ?? [])
            note('unreadable', `${table} ${id}: ${reason}`);
          if (changes.length + came > 0) note('sync', `${changes.length} ${came}`);
          else save();
        } else {
          note('fail', failureText(result.failure));
        }
        return result;
      },
      // Looks are not noted: an hour of them would leave no line for anything else.
      async head() {
        const result = await remote.head();
        if (!result.ok) note('fail', failureText(result.failure));
        return result;
      },
      listen: (on) =>
        remote.listen({
          hint(hint) {
            note('hint', hint.rows ? String(hint.rows.length) : '');
            on.hint(hint);
          },
          up(isFollowing) {
            note('up');
            on.up(isFollowing);
          },
          down(reason) {
            note('down', reason);
            on.down(reason);
          },
        }),
    }),
  };
}

function failureText({ kind, reason, detail }: RemoteFailure): string {
  return `${reason ?? kind} ${detail}`;
}

/** Adds an event. If it repeats the last one, the two are one line. */
function added(before: readonly DiagnosticEvent[], fresh: DiagnosticEvent): DiagnosticEvent[] {
  const last = before.at(-1);
  if (last?.code !== fresh.code || last.about !== fresh.about) return [...before, fresh];
  return [...before.slice(0, -1), { ...fresh, times: last.times + 1 }];
}
