import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Correction } from '../../../corrections/correction.ts';
import type { Answer } from '../../../messages/answer.ts';
import { addedSession } from './session-draft.ts';
import { SessionForm, type SessionFormProps } from './session-form.tsx';

export interface AddFormProps extends Omit<
  SessionFormProps,
  'title' | 'correctionsOf' | 'onSave' | 'children'
> {
  newId(): string;
  onAdd(corrections: readonly Correction[], id: string): Promise<Answer>;
}

/** The form of a session that is added by hand. */
export function AddForm({ session, newId, onAdd, ...rest }: AddFormProps) {
  // The clock goes on, and what is proposed with it. The form keeps what it began with.
  const [first] = useState(session);
  const [id] = useState(newId);
  return (
    <SessionForm
      {...rest}
      title={i18n.t('stats.add_session')}
      session={first}
      correctionsOf={(fields) => [{ session: id, added: addedSession(fields, first) }]}
      onSave={(corrections) => onAdd(corrections, id)}
    />
  );
}
