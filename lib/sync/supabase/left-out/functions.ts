/**
 * Stands in for @supabase/functions-js, which Baton does not use and which would be a tenth of its background: the
 * build puts this in its place. The names are those that supabase-js imports.
 */
export const FunctionRegion = {};
export const FunctionsError = Error;
export const FunctionsFetchError = Error;
export const FunctionsHttpError = Error;
export const FunctionsRelayError = Error;

export function FunctionsClient(): never {
  throw new Error('Edge functions are left out of this build: see lib/sync/supabase/left-out.');
}
