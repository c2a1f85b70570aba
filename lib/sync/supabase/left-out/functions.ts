/**
 * Takes the place of @supabase/functions-js in the build. Baton calls no edge functions, and the library would be a
 * tenth of its background. The names are those that supabase-js imports.
 */
export const FunctionRegion = {};
export const FunctionsError = Error;
export const FunctionsFetchError = Error;
export const FunctionsHttpError = Error;
export const FunctionsRelayError = Error;

export function FunctionsClient(): never {
  throw new Error('Edge functions are left out of this build: see lib/sync/supabase/left-out.');
}
