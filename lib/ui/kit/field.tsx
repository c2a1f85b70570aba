import type { PartialInputHTMLAttributes, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Attributes = PartialInputHTMLAttributes<HTMLInputElement>;

export interface FieldProps extends Omit<Attributes, 'ref' | 'role' | 'list' | 'class' | 'aria-describedby'> {
  type?: 'text' | 'email' | 'number' | 'password' | 'datetime-local' | 'time';
  /** Beside the class that all fields have. */
  class?: string;
  /** The ids of what is said of the field: what it is for, or what is wrong with it. */
  about?: string | undefined;
  /** For a form that puts the focus into it. */
  input?: RefObject<HTMLInputElement | null>;
}

/**
 * A field of a form, described by what stands beside it. While it has the focus, it gets no new description: what is
 * wrong is announced, and some browsers would have it read out a second time. It gets it when the focus leaves.
 */
export function Field({ about, type = 'text', class: more = '', input: given, ...rest }: FieldProps) {
  const own = useRef<HTMLInputElement>(null);
  const field = given ?? own;
  const told = useRef('');
  useLayoutEffect(() => {
    const input = field.current;
    if (!input) return;
    const describe = () => {
      told.current = textOf(about);
      if (about === undefined) input.removeAttribute('aria-describedby');
      else input.setAttribute('aria-describedby', about);
    };
    if (document.activeElement !== input) return describe();
    if (textOf(about) !== told.current) input.removeAttribute('aria-describedby');
    input.addEventListener('blur', describe);
    return () => input.removeEventListener('blur', describe);
  });
  // The types of JSX tell the kinds of inputs apart. All of these here have the same attributes.
  const kind = { type: type as 'text' };
  return <input {...rest} {...kind} ref={field} class={`field ${more}`.trim()} />;
}

function textOf(ids = ''): string {
  return ids
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
}
