import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';

export interface NewAddressProps {
  email: string;
  /** The address that the person signed in with. */
  before: string;
  request(command: Command): Promise<Answer>;
}

/** Says that the account has another address than the one that was signed in with, until that was read. */
export function NewAddress({ email, before, request }: NewAddressProps) {
  return (
    <div class="warning">
      <p>{i18n.t('address.changed', [before, email])}</p>
      <button type="button" class="chip" onClick={() => void request({ type: 'note-address', email })}>
        {i18n.t('address.noted')}
      </button>
    </div>
  );
}
