import * as v from 'valibot';
import type { Refusal } from './import-plan.ts';
import { describeJsonPath, lineOfJsonValue } from './json-place.ts';

/** The value of a JSON text in the shape that it should have, or the place of the first thing that has another. */
export function checkShape<Shape extends v.GenericSchema>(
  shape: Shape,
  value: unknown,
  text: string,
): { value: v.InferOutput<Shape> } | { refused: Refusal } {
  const result = v.safeParse(shape, value, { abortEarly: true });
  if (result.success) return { value: result.output };
  const steps = result.issues[0].path?.map(({ key }) => key) ?? [];
  const path = steps.filter((step) => typeof step === 'string' || typeof step === 'number');
  return {
    refused: { line: lineOfJsonValue(text, path), reason: 'bad_value', place: describeJsonPath(path) },
  };
}
