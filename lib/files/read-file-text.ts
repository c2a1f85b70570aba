import { readCsv } from './csv.ts';
import type { FileRows } from './file-rows.ts';
import type { ImportContext, Refusal, RefusalReason } from './import-plan.ts';
import { lineOfJsonError } from './json-place.ts';
import { lineNumberAt } from './line-number.ts';
import { readBackup } from './read-backup.ts';
import { isHistoryCsvHeader, readHistoryCsv } from './read-history-csv.ts';
import { isMarinaraJson, isMarinaraCsv, readMarinaraJson, readMarinaraCsv } from './read-marinara.ts';
import { readTomatoClock } from './read-tomato-clock.ts';
import { backupFormat } from './write-backup.ts';

/** Tells by its content who wrote a file, and reads it. */
export function readFileText(text: string, desk: ImportContext): FileRows | { refused: Refusal } {
  const nul = text.indexOf('\0');
  if (nul !== -1) return refuse(lineNumberAt(text, nul), 'not_text');
  if (text.trim() === '') return refuse(1, 'empty');
  if (/^\s*[[{]/.test(text)) return readJson(text, desk);
  const table = readCsv(text);
  if ('refused' in table) return table;
  const { rows } = table;
  if (isHistoryCsvHeader(rows[0]?.cells ?? [])) return readHistoryCsv(rows, desk);
  if (isMarinaraCsv(rows)) return readMarinaraCsv(rows, desk);
  return refuse(rows[0]?.line ?? 1, 'unknown_format');
}

function readJson(text: string, desk: ImportContext): FileRows | { refused: Refusal } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(lineOfJsonError(text) ?? 1, 'bad_json');
  }
  if (Array.isArray(value)) return readTomatoClock(value, text, desk);
  if (typeof value !== 'object' || value === null) return refuse(1, 'unknown_format');
  if ('format' in value && value.format === backupFormat) return readBackup(value, text, desk);
  if (isMarinaraJson(value)) return readMarinaraJson(value, text, desk);
  return refuse(1, 'unknown_format');
}

function refuse(line: number, reason: RefusalReason): { refused: Refusal } {
  return { refused: { line, reason } };
}
