import type { ReadFile } from './file-rows.ts';
import { readCsv } from './formats/csv.ts';
import { readBackup } from './formats/read-backup.ts';
import { isHistoryCsvHeader, readHistoryCsv } from './formats/read-history-csv.ts';
import { isMarinaraCsv, isMarinaraJson, readMarinaraCsv, readMarinaraJson } from './formats/read-marinara.ts';
import { isSuperProductivity, readSuperProductivity } from './formats/read-super-productivity.ts';
import { isTogglCsv, readTogglCsv } from './formats/read-toggl.ts';
import { isTomatoClock, readTomatoClock } from './formats/read-tomato-clock.ts';
import { backupFormat } from './formats/write-backup.ts';
import type { ImportContext } from './import-plan.ts';
import { lineOfJsonError } from './json-place.ts';
import { lineNumberAt } from './line-number.ts';
import type { Refusal, RefusalReason } from './refusal.ts';

/** Recognises by its content which app wrote a file, and reads it. */
export function readFileText(text: string, context: ImportContext): ReadFile {
  const nul = text.indexOf('\0');
  if (nul !== -1) return refuse(lineNumberAt(text, nul), 'not_text');
  if (text.trim() === '') return refuse(1, 'empty');
  if (/^\s*[[{]/.test(text)) return readJson(text, context);
  const csv = readCsv(text);
  if ('refused' in csv) return csv;
  const { rows } = csv;
  if (isHistoryCsvHeader(rows[0]?.cells ?? [])) return readHistoryCsv(rows, context);
  if (isTogglCsv(rows)) return readTogglCsv(rows, context);
  if (isMarinaraCsv(rows)) return readMarinaraCsv(rows, context);
  return refuse(rows[0]?.line ?? 1, 'unknown_format');
}

function readJson(text: string, context: ImportContext): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(lineOfJsonError(text) ?? 1, 'bad_json');
  }
  if (Array.isArray(value)) {
    return isTomatoClock(value) ? readTomatoClock(value, text, context) : refuse(1, 'unknown_format');
  }
  if (typeof value !== 'object' || value === null) return refuse(1, 'unknown_format');
  if ('format' in value && value.format === backupFormat) return readBackup(value, text, context);
  if (isSuperProductivity(value)) return readSuperProductivity(value, text, context);
  if (isMarinaraJson(value)) return readMarinaraJson(value, text, context);
  return refuse(1, 'unknown_format');
}

function refuse(line: number, reason: RefusalReason): { refused: Refusal } {
  return { refused: { line, reason } };
}
