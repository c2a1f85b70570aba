import type { ComponentChildren, RefObject } from 'preact';
import { i18n } from '#i18n';

export interface AccountFormProps {
  /** Id of the complaint, by which fields name it. */
  id: string;
  /** `card`: asked within the section. `sign`: the way into an account. */
  kind: 'card' | 'sign';
  title?: string;
  /** For a title that takes the focus. */
  heading?: RefObject<HTMLHeadingElement | null>;
  form?: RefObject<HTMLFormElement | null>;
  complaint: string;
  isWorking: boolean;
  onSubmit(): void;
  /** What the button that sends it says while nothing is under way. */
  submit: string;
  /** The button that leaves it. */
  leave: string;
  onLeave(): void;
  /** What stands between the complaint and the buttons. */
  below?: ComponentChildren;
  children: ComponentChildren;
}

/** A form about the account: its fields, what is wrong with them, and the buttons to leave and to send it. */
export function AccountForm(props: AccountFormProps) {
  const { id, kind, title, heading, form, complaint, isWorking, onSubmit, submit, leave, onLeave } = props;
  return (
    <form
      {...(form && { ref: form })}
      class={kind}
      noValidate
      {...(title !== undefined && { 'aria-labelledby': `${id}-title` })}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWorking) onSubmit();
      }}
    >
      {title !== undefined && (
        <h3 id={`${id}-title`} class="subtitle" {...(heading && { ref: heading, tabIndex: -1 })}>
          {title}
        </h3>
      )}
      {props.children}
      <p id={id} class="complaint">
        {complaint}
      </p>
      {props.below}
      <div class="buttons">
        <button type="button" class={kind === 'sign' ? 'quiet first' : 'quiet'} onClick={onLeave}>
          {leave}
        </button>
        <button type="submit" class="strong" aria-disabled={isWorking}>
          {isWorking ? i18n.t('account.working') : submit}
        </button>
      </div>
    </form>
  );
}
