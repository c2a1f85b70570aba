import { i18n } from '#i18n';
import type { SetAsideRow } from '../../store/ledger.ts';

type Why = keyof typeof rulesBy;

/** The rules of the database that a row of ours can break, by the sentence that tells a person of it. */
const rulesBy = {
  title: ['tasks_title_check'],
  description: ['tasks_description_check'],
  estimate: ['tasks_estimated_pomodoros_check'],
  position: ['tasks_position_check'],
  tags: ['tasks_tags_check'],
  dates: [
    'tasks_times_check',
    'pomodoro_checkpoints_times_check',
    'devices_times_check',
    'pomodoro_sessions_deleted_at_check',
  ],
  ends: ['pomodoro_sessions_times_check'],
  edits: ['tasks_edited_check', 'users_edited_check', 'pomodoro_sessions_edited_check'],
  settings: ['users_pomodoro_settings_check'],
  plan: ['pomodoro_checkpoints_plan_check'],
  preset: ['pomodoro_checkpoints_preset_type_check', 'pomodoro_sessions_preset_type_check'],
  phase: ['pomodoro_checkpoints_session_type_check', 'pomodoro_sessions_session_type_check'],
  act: ['pomodoro_checkpoints_checkpoint_type_check'],
  outcome: ['pomodoro_sessions_outcome_check', 'pomodoro_sessions_completed_check'],
  round: ['pomodoro_checkpoints_round_number_check', 'pomodoro_sessions_current_session_number_check'],
  week: [
    'pomodoro_checkpoints_remaining_time_check',
    'pomodoro_checkpoints_added_time_check',
    'pomodoro_sessions_active_time_check',
  ],
  number: [
    'pomodoro_checkpoints_generation_check',
    'pomodoro_sessions_rules_check',
    'pomodoro_sessions_internal_interruptions_check',
    'pomodoro_sessions_external_interruptions_check',
  ],
  note: ['pomodoro_sessions_note_check'],
  name: ['devices_name_check', 'devices_chosen_name_check', 'devices_platform_check'],
  twice: ['tasks_pkey', 'devices_pkey', 'pomodoro_checkpoints_pkey', 'pomodoro_sessions_pkey'],
  full: ['tasks_quota', 'devices_quota', 'pomodoro_checkpoints_quota', 'pomodoro_sessions_quota'],
  large: ['row_size'],
  newer: ['known_table'],
  missing: [],
  kind: [],
  foreign: [],
  unreadable: [],
} satisfies Record<string, string[]>;

const byRule = new Map<string, Why>(
  (Object.keys(rulesBy) as Why[]).flatMap((why) => rulesBy[why].map((rule): [string, Why] => [rule, why])),
);

/** Codes of refusals that name no rule. Numbers are Postgres', words are our own. */
const byCode = new Map<string, Why>([
  ['23502', 'missing'],
  ['42501', 'foreign'],
  ['unwritable', 'dates'],
  ['refused', 'unreadable'],
]);

/** Why a row was refused, in the person's language. Null where we have only the server's own sentence. */
export function setAsideReason({ code, rule }: Pick<SetAsideRow, 'code' | 'rule'>): string | null {
  const why =
    rule === undefined ? (byCode.get(code) ?? (code.startsWith('22') ? 'kind' : null)) : byRule.get(rule);
  return why ? i18n.t(`sync.why.${why}`) : null;
}
