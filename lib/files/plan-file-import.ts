import { decodeTable, decodeText } from './decode-text.ts';
import type { ImportContext, ImportPlan } from './import-plan.ts';
import { planTextImport } from './plan-text-import.ts';

/** Bytes. Twenty thousand sessions take about five million; a larger file would not fit into one message. */
export const largestFile = 32 * 1024 * 1024;

/** Reads a file and says what importing it would do. It throws only if the file cannot be opened. */
export async function planFileImport(
  file: Pick<Blob, 'size' | 'arrayBuffer'>,
  context: ImportContext,
): Promise<ImportPlan> {
  if (file.size > largestFile) return { refused: { line: 1, reason: 'too_large' } };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const decoded = decodeText(bytes);
  if ('text' in decoded) return planTextImport(decoded.text, context);
  const table = decodeTable(bytes);
  const plan = table === null ? decoded : planTextImport(table, context);
  return 'refused' in plan ? decoded : plan;
}
