/** Why a whole file is refused. The catalogue has a sentence for each under `data.refused.<reason>`. */
export type RefusalReason =
  | 'empty'
  | 'not_text'
  | 'unknown_format'
  | 'bad_json'
  | 'newer_version'
  | 'bad_value'
  | 'bad_quote'
  | 'bad_row'
  | 'several_people'
  | 'too_large';

export interface Refusal {
  /** The first line is 1. */
  line: number;
  reason: RefusalReason;
  /** The wrong value, as the file names it: a column, or a path such as `tasks[3].title`. */
  place?: string;
}
