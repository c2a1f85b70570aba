import '../../kit/form.css';
import './session-form.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CorrectedFields, Correction, CorrectionFault } from '../../../corrections/correction.ts';
import type { Corrected } from '../../../corrections/judge-corrections.ts';
import type { Span } from '../../../corrections/placed-span.ts';
import type { Answer } from '../../../messages/answer.ts';
import type { OffsetAt } from '../../../statistics/local-days.ts';
import type { Task } from '../../../store/rows.ts';
import type { Phase } from '../../../timer/checkpoint.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { Field } from '../../kit/field.tsx';
import { onEscape, ownKey } from '../../kit/keys.ts';
import { refusalText } from '../../page/refusal-text.ts';
import { taskLabel } from '../task-label.ts';
import { faultText } from './fault-text.ts';
import { changedFields, draftOf, type DraftedSession, type SessionDraft } from './session-draft.ts';
import { taskChoice } from './task-choice.ts';

export interface SessionFormProps {
  /** What the form is for. */
  title: string;
  session: DraftedSession;
  tasks: ReadonlyMap<string, Task>;
  /** The minutes of all other sessions. */
  others: readonly Span[];
  offsetAt: OffsetAt;
  /** What is asked for, from the fields that were changed; none where nothing is to be done. */
  correctionsOf(fields: Partial<CorrectedFields>): readonly Correction[];
  /** Whether anybody ever counted interruptions. Otherwise nothing is said of them. */
  hasInterruptions: boolean;
  judge(corrections: readonly Correction[]): Corrected;
  /** What another session is called; null where it is not in the list. */
  nameOf(session: string): string | null;
  /** Whoever draws the form takes it away when the answer is good. */
  onSave(corrections: readonly Correction[]): Promise<Answer>;
  onCancel(): void;
  /** Buttons before Save. */
  children?: ComponentChildren;
}

interface Complaint {
  field: CorrectionFault['field'];
  text: string;
}

const phases: readonly Phase[] = ['work', 'short_break', 'long_break'];
const minute = 60_000;

/** The fields of one session. What is wrong stands beside the field that it is about, and nothing is sent. */
export function SessionForm(props: SessionFormProps) {
  const { title, tasks, correctionsOf, hasInterruptions, judge, nameOf, onSave, onCancel, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  // What another device corrects meanwhile is nothing that this person has changed.
  const [beside] = useState(() => {
    const { session, others, offsetAt } = props;
    return { session, others, offsetAt, first: draftOf(session, offsetAt) };
  });
  const [draft, setDraft] = useState(beside.first);
  const [isChecked, check] = useState(false);
  const [refusal, setRefusal] = useState('');
  const announce = useAnnounce();
  const choice = useMemo(() => taskChoice(tasks.values()), [tasks]);
  const isSending = useRef(false);

  const { fields, unreadable } = changedFields(draft, beside);
  const corrections = unreadable ? [] : correctionsOf(fields);
  const judged = judge(corrections);
  const wrong = complaintOf(unreadable, judged, nameOf);
  const shown: Complaint | null =
    isChecked && wrong ? wrong : refusal ? { field: null, text: refusal } : null;
  const active = (judged.ok && judged.rows[0]?.active_time) || beside.session.active;

  const change = (changed: Partial<SessionDraft>) => {
    setRefusal('');
    setDraft({ ...draft, ...changed });
  };
  async function save() {
    if (isSending.current) return;
    check(true);
    if (wrong) {
      announce(wrong.text, { isUrgent: true });
      form.current?.querySelector<HTMLElement>(`[name="${wrong.field}"]`)?.focus();
      return;
    }
    if (corrections.length === 0) return onCancel();
    isSending.current = true;
    const answer = await onSave(corrections);
    isSending.current = false;
    if (answer.ok) return;
    setRefusal(refusalText(answer));
    announce(refusalText(answer), { isUrgent: true });
  }
  const field = (name: NonNullable<Complaint['field']>) => ({
    name,
    'aria-invalid': shown?.field === name,
    about: shown?.field === name ? id : undefined,
  });
  const complaint = (name: Complaint['field']) =>
    shown?.field === name && (
      <p id={id} class="complaint">
        {shown.text}
      </p>
    );
  return (
    <form
      ref={form}
      class="session-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={ownKey(onEscape(onCancel))}
    >
      <div>
        <label class="labelled">
          {i18n.t('stats.start')}
          <Field
            type="datetime-local"
            value={draft.start}
            {...field('start_time')}
            onInput={({ currentTarget }) => change({ start: currentTarget.value })}
          />
        </label>
        {complaint('start_time')}
      </div>
      <div>
        <label class="labelled">
          {i18n.t('stats.end')}
          <Field
            type="datetime-local"
            value={draft.end}
            {...field('end_time')}
            onInput={({ currentTarget }) => change({ end: currentTarget.value })}
          />
        </label>
        {complaint('end_time')}
      </div>
      <div>
        <label class="labelled">
          {i18n.t('stats.minutes')}
          <Field
            type="number"
            inputMode="numeric"
            min={1}
            max={180}
            value={draft.minutes ?? String(Math.max(1, Math.round(active / minute)))}
            {...field('active_time')}
            onInput={({ currentTarget }) => change({ minutes: currentTarget.value })}
          />
        </label>
        {complaint('active_time')}
      </div>
      <label class="labelled">
        {i18n.t('stats.session_kind')}
        <select
          class="field"
          value={draft.phase}
          onChange={({ currentTarget }) =>
            change({ phase: phases.find((phase) => phase === currentTarget.value) ?? 'work' })
          }
        >
          {phases.map((phase) => (
            <option key={phase} value={phase}>
              {i18n.t(`phase.${phase}`)}
            </option>
          ))}
        </select>
      </label>
      {draft.phase === 'work' && (
        <label class="labelled session-form-task">
          {i18n.t('stats.column.task')}
          <select
            class="field"
            dir="auto"
            value={draft.task}
            onChange={({ currentTarget }) => change({ task: currentTarget.value })}
          >
            <option value="">{i18n.t('stats.no_task')}</option>
            {draft.task !== '' && !choice.some((task) => task.id === draft.task) && (
              <option value={draft.task}>{taskLabel(draft.task, tasks)}</option>
            )}
            {choice.map((task) => (
              <option key={task.id} value={task.id}>
                {task.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {hasInterruptions && draft.phase === 'work' && (
        <>
          {(['internal', 'external'] as const).map((kind) => (
            <div key={kind}>
              <label class="labelled">
                {i18n.t(`stats.${kind}_interruptions`)}
                <Field
                  type="number"
                  inputMode="numeric"
                  min={0}
                  value={draft[kind]}
                  {...field(`${kind}_interruptions`)}
                  onInput={({ currentTarget }) => change({ [kind]: currentTarget.value })}
                />
              </label>
              {complaint(`${kind}_interruptions`)}
            </div>
          ))}
        </>
      )}
      <div class="session-form-note">
        <label class="labelled">
          {i18n.t('stats.note')}
          <Field
            dir="auto"
            value={draft.note}
            {...field('note')}
            onInput={({ currentTarget }) => change({ note: currentTarget.value })}
          />
        </label>
        {complaint('note')}
      </div>
      <label class="session-form-counts">
        <input
          type="checkbox"
          checked={draft.counts}
          onChange={({ currentTarget }) => change({ counts: currentTarget.checked })}
        />
        {i18n.t('stats.session_counts')}
      </label>
      {complaint(null)}
      <div class="buttons">
        {children}
        <button type="button" class="quiet" onClick={onCancel}>
          {i18n.t('preset.cancel')}
        </button>
        <button type="submit" class="strong">
          {i18n.t('preset.save')}
        </button>
      </div>
    </form>
  );
}

function complaintOf(
  unreadable: Complaint['field'],
  judged: Corrected,
  nameOf: SessionFormProps['nameOf'],
): Complaint | null {
  if (unreadable) return { field: unreadable, text: i18n.t('stats.needs_time') };
  const [fault] = judged.ok ? [] : judged.faults;
  return fault ? { field: fault.field, text: faultText(fault, nameOf) } : null;
}
