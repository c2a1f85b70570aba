import type { Kind } from './values.ts';

/**
 * What stands at the places of a text, by its key: the first line that fits counts. The count of a text with plural
 * forms is a number. What is not listed is a name.
 */
const places: readonly (readonly [key: RegExp, ...kinds: Kind[]])[] = [
  [/^language\.list$/, 'parts', 'parts'],
  [/^(timer|blocked)\.(until|ended_at|allowed)$/, 'time'],
  [/^task\.done_(about|tomorrow)$/, 'time'],
  [/^away\.ended\./, 'time'],
  [/^away\.ended_on\./, 'otherDay'],
  [/^notice\.missed$/, 'time'],
  [/^notice\.missed_on$/, 'otherDay'],
  [/^(light\.synced_at|sync\.act\.\w+)$/, 'moment'],
  [/^sync\.aside_session$/, 'phase', 'moment'],
  [/^devices\.last_seen$/, 'moment'],
  [/^told\.(here|there|already)\./, 'device', 'weekTime'],
  [/^told\.(vain|was)\./, 'weekTime'],
  [/^told\.revised\./, 'device', 'weekTime', 'outcome'],
  [/^told\.(left|counts)$/, 'count', 'was'],
  [/^told\.goes_on$/, 'weekTime', 'was'],
  [/^told\.gone$/, 'was'],
  [/^timer\.now_on$/, 'device'],
  [/^timer\.round$/, 'small', 'small'],
  [/^timer\.add_minutes/, 'fixed'],
  [/^bell\.(waits|runs)\./, 'small'],
  [/^toolbar\.(running|paused)$/, 'phase', 'left', 'small', 'small'],
  [/^toolbar\.(running|paused)_task$/, 'phase', 'left', 'name', 'small', 'small'],
  [/^toolbar\.finished$/, 'phase', 'phase'],
  [/^toolbar\.(minutes|seconds)$/, 'small'],
  [/^(preset\.described|timer_options\.preset_numbers)$/, 'small', 'small', 'small', 'count'],
  [/^task\.moved$/, 'name', 'small', 'small'],
  [/^task\.count$/, 'small', 'count'],
  [/^progress\.(today|reached|goal)$/, 'duration', 'duration'],
  [/^stats\.(focus_of|gap|goal_reached|last_week|sum|average|less_than|from|from_goal)$/, 'duration'],
  [/^stats\.goal_line$/, 'shortDuration'],
  [/^stats\.goal_part$/, 'percent', 'duration'],
  [/^stats\.pomodoros_since$/, 'count', 'date'],
  [/^stats\.year_sum$/, 'duration', 'count'],
  [/^stats\.all_since$/, 'date'],
  [/^stats\.most$/, 'name', 'sum', 'bar', 'duration'],
  [/^stats\.cell$/, 'bar', 'duration'],
  [/^stats\.cell_pomodoros$/, 'bar', 'duration', 'pomodoros'],
  [/^stats\.best_hour$/, 'weekday', 'hour', 'duration'],
  [/^stats\.year_title$/, 'year'],
  [/^report\.so_far$/, 'span'],
  [/^report\.(sum|goal_days)$/, 'count', 'duration'],
  [/^report\.best_day$/, 'dayName', 'duration'],
  [/^report\.best_hours$/, 'bestHours'],
  [/^report\.hour$/, 'hour', 'duration'],
  [/^report\.(more|less|before_so_far)$/, 'duration', 'duration'],
  [/^data\.period$/, 'date', 'date'],
  [/^data\.skipped\./, 'count', 'number'],
  [/^data\.refused_(where|place)$/, 'number', 'name'],
  [/^focus\.permission_text$/, 'list'],
  [/^(focus\.full|blocked\.allow|devices\.name_too_long|account\.password_\w+)$/, 'fixed'],
  [/^reason\.(password_too_short|mail_too_soon)$/, 'fixed'],
  [/^diag\.(clock_\w+|sync|hint)$/, 'number', 'number'],
  [/^diag\.cursor_at$/, 'number', 'figure'],
  [/^diag\.fail$/, 'reason'],
];

/** The kinds of the `count` places of a text, in order. */
export function kindsOf(key: string, isPlural: boolean): Kind[] {
  const [, ...kinds] = places.find(([pattern]) => pattern.test(key)) ?? [/./];
  if (kinds.length > 0) return kinds;
  return isPlural ? ['count', 'name'] : [];
}
