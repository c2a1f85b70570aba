import type { ImportContext, ImportPlan } from '../import-plan.ts';
import { planTextImport } from '../plan-text-import.ts';
import type { StoredRows } from '../stored-rows.ts';
import { importContext, noRows } from './stored-rows.ts';

/** The plan of a file that must not be refused. */
export function acceptedPlan(
  text: string,
  stored: StoredRows = noRows,
  offsetAt?: ImportContext['offsetAt'],
): Exclude<ImportPlan, { refused: unknown }> {
  const plan = planTextImport(text, importContext(stored, offsetAt));
  if ('refused' in plan) throw new Error(`refused: ${JSON.stringify(plan.refused)}`);
  return plan;
}
