import { useEffect, useState } from 'preact/hooks';
import { useAnnounce } from './announcer.tsx';

/** Announces a text when it appears on the screen, and when it becomes another one. */
export function useSpoken(text: string | false | null | undefined): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (text) announce(text);
  }, [announce, text]);
}

/** Announces a warning, which stands there for as long as something is wrong, when it appears. */
export function useWarning(title: string, text: string | null): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (text === null) return;
    announce(title, { isUrgent: true });
    announce(text, { isUrgent: true });
  }, [announce, title, text]);
}

export interface SpokenTextProps {
  class?: string;
  /** Nothing is drawn and said where there is none. */
  text: string | false | null | undefined;
}

/** A text that comes and goes, and is read out when it comes. */
export function SpokenText({ text, class: className }: SpokenTextProps) {
  useSpoken(text);
  return <p class={className}>{text}</p>;
}

/**
 * What is wrong with a form, or nothing, and how to say so. It is read out each time, also if it was on the screen
 * already: whoever presses Enter again wants to know why nothing happens.
 */
export function useComplaint(): [complaint: string, complain: (text: string) => void] {
  const announce = useAnnounce();
  const [complaint, show] = useState('');
  return [
    complaint,
    (text) => {
      show(text);
      if (text !== '') announce(text, { isUrgent: true });
    },
  ];
}
