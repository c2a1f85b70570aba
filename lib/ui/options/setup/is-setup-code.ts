/** Whether a text is meant as a setup code, be it a good one or not. */
export function isSetupCode(text: string): boolean {
  return /^\s*baton\d+-/.test(text);
}
