import * as v from 'valibot';
import { describeJsonPath, lineOfJsonValue } from './json-place.ts';
import type { Refusal } from './refusal.ts';

/** Checks that a JSON value has a shape. If it does not, the refusal names the first place that differs. */
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
