import type { Session, Task } from '../../store/rows.ts';
import { firstRules } from '../../timer/replay.ts';
import type { FileRow, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { readInstant } from '../instant.ts';
import { spanOf } from '../local-time.ts';
import type { Refusal } from '../refusal.ts';
import { createSkipCounter, type FindLine } from '../skipped-rows.ts';
import { validateSession, validateTask } from '../validate-rows.ts';
import { withoutEmptyEnd, type CsvRow } from './csv.ts';
import { otherAppTask } from './other-app-task.ts';

/**
 * The detailed report of Toggl Track has one entry a row. Dates are ISO, times and durations `hh:mm:ss`, and all times
 * are local ones of the profile, whose zone the file does not name.
 */
const required = ['start date', 'start time', 'end date', 'end time', 'duration'] as const;
const taken = [...required, 'description', 'project', 'email', 'user'] as const;
type Column = (typeof taken)[number];

const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([ap])\.?m\.?)?$/i;
const span = /^(\d{1,4}):(\d\d):(\d\d)$/;

export function isTogglCsv([header]: CsvRow[]): boolean {
  const names = (header?.cells ?? []).map(columnName);
  return required.every((column) => names.includes(column));
}

/**
 * Each entry becomes focus that was stopped: its time counts, but nothing says that it was a pomodoro. Entries of the
 * same description and project become one task, which is completed.
 */
export function readTogglCsv([header, ...body]: CsvRow[], context: ImportContext): ReadFile {
  const { now, deriveId, offsetAt } = context;
  const columns = withoutEmptyEnd(header?.cells ?? []).map(columnName);
  const width = Math.max(...required.map((column) => columns.indexOf(column))) + 1;
  const skipped = createSkipCounter();
  const sessions: FileRow[] = [];
  const tasks = new Map<string, { task: Task; findLine: FindLine }>();
  let person: string | null = null;
  for (const { line, cells } of body) {
    const refuse = (place: Column): { refused: Refusal } => ({
      refused: { line, reason: 'bad_value', place },
    });
    if (cells.length < width || withoutEmptyEnd(cells).length > columns.length) {
      return { refused: { line, reason: 'bad_row' } };
    }
    const cell = (column: Column) => (cells[columns.indexOf(column)] ?? '').trim();
    const who = cell('email') || cell('user');
    if (person !== null && who !== person) return { refused: { line, reason: 'several_people' } };
    person = who;
    const findLine = () => line;
    if (cell('end date') === '' && cell('end time') === '') {
      skipped.add('unfinished', findLine);
      continue;
    }
    const from = readWall(cell('start date'), cell('start time'));
    if (from === null) return refuse(readDate(cell('start date')) === null ? 'start date' : 'start time');
    const to = readWall(cell('end date'), cell('end time'));
    if (to === null) return refuse(readDate(cell('end date')) === null ? 'end date' : 'end time');
    const length = readDuration(cell('duration'));
    if (length === null && cell('duration') !== '') return refuse('duration');
    const { start, end } = spanOf(from, to, length, offsetAt);
    const [project, description] = [cell('project'), cell('description')];
    const title = description || project;
    const taskId = title === '' ? null : deriveId(`toggl ${JSON.stringify([project, description])}`, 'task');
    // Made of local times, so that it is the same in every zone.
    const key = JSON.stringify([from, to, project, description]);
    const session: Session = {
      id: deriveId(`toggl ${key}`, 'session'),
      task_id: taskId,
      session_type: 'work',
      start_time: start,
      end_time: end,
      completed: false,
      current_session_number: 1,
      active_time: Math.min(length ?? end - start, end - start),
      outcome: 'stopped',
      preset_type: 'toggl',
      rules: firstRules,
    };
    const validated =
      session.active_time > 0 ? validateSession(session, now) : ({ wrong: 'out_of_range' } as const);
    if ('wrong' in validated) {
      skipped.add(validated.wrong, findLine);
      continue;
    }
    sessions.push({ change: { table: 'pomodoro_sessions', row: validated.row }, findLine });
    if (taskId === null) continue;
    const known = tasks.get(taskId);
    if (known) {
      known.task.created_at = Math.min(known.task.created_at, start);
      known.task.completed_at = Math.max(known.task.completed_at ?? end, end);
      continue;
    }
    const about = project === title ? null : project;
    const task = otherAppTask({ id: taskId, title, description: about, createdAt: start, completedAt: end });
    tasks.set(taskId, { task, findLine });
  }
  const rows: FileRow[] = [];
  for (const { task, findLine } of tasks.values()) {
    const validated = validateTask(task, now);
    if ('wrong' in validated) skipped.add(validated.wrong, findLine);
    else rows.push({ change: { table: 'tasks', row: validated.row }, findLine });
  }
  return { source: 'toggl', rows: [...rows, ...sessions], skipped };
}

function columnName(cell: string): string {
  return cell.trim().toLowerCase();
}

function readDate(date: string): number | null {
  return readInstant(`${date}T00:00:00Z`);
}

/** A local time as if it were UTC. */
function readWall(date: string, time: string): number | null {
  const [isTime, hours = '', minutes = '', seconds = '00', half] = clock.exec(time) ?? [];
  if (isTime === undefined) return null;
  const isPm = half?.toLowerCase() === 'p';
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (isPm ? 12 : 0);
  return readInstant(`${date}T${String(hour).padStart(2, '0')}:${minutes}:${seconds}Z`);
}

/** Milliseconds. */
function readDuration(text: string): number | null {
  const [isSpan, hours, minutes, seconds] = span.exec(text) ?? [];
  if (isSpan === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
