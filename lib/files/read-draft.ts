import { readCsv } from './csv.ts';
import type { Draft } from './draft.ts';
import type { Desk, Refusal, RefusalReason } from './import-plan.ts';
import { lineOfFault } from './json-place.ts';
import { lineOf } from './line.ts';
import { readDocument } from './read-document.ts';
import { isHistoryHeader, readHistory } from './read-history.ts';
import {
  isMarinaraDocument,
  isMarinaraTable,
  readMarinaraDocument,
  readMarinaraTable,
} from './read-marinara.ts';
import { readTomatoClock } from './read-tomato-clock.ts';
import { documentFormat } from './write-document.ts';

/** Tells by its content who wrote a file, and reads it. */
export function readDraft(text: string, desk: Desk): Draft | { refused: Refusal } {
  const nul = text.indexOf('\0');
  if (nul !== -1) return refuse(lineOf(text, nul), 'not_text');
  if (text.trim() === '') return refuse(1, 'empty');
  if (/^\s*[[{]/.test(text)) return readJson(text, desk);
  const table = readCsv(text);
  if ('refused' in table) return table;
  const { rows } = table;
  if (isHistoryHeader(rows[0]?.cells ?? [])) return readHistory(rows, desk);
  if (isMarinaraTable(rows)) return readMarinaraTable(rows, desk);
  return refuse(rows[0]?.line ?? 1, 'unknown_format');
}

function readJson(text: string, desk: Desk): Draft | { refused: Refusal } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(lineOfFault(text) ?? 1, 'bad_json');
  }
  if (Array.isArray(value)) return readTomatoClock(value, text, desk);
  if (typeof value !== 'object' || value === null) return refuse(1, 'unknown_format');
  if ('format' in value && value.format === documentFormat) return readDocument(value, text, desk);
  if (isMarinaraDocument(value)) return readMarinaraDocument(value, text, desk);
  return refuse(1, 'unknown_format');
}

function refuse(line: number, reason: RefusalReason): { refused: Refusal } {
  return { refused: { line, reason } };
}
