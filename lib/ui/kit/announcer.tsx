import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { inSentences } from '../../language/join-sentences.ts';
import type { Announce, Announcement, Announcements } from './announcements.ts';
import { uiLocale } from './locale.ts';

/** A screen reader speaks of the focus first. Until that has moved (milliseconds), nothing is announced. */
const settlesIn = 150;

/** What was said is taken away after so long (milliseconds), or somebody who reads the page would find it there. */
const staysFor = 5000;

const Announcing = createContext<Announce>(() => {});

/** Says a sentence to people who listen to the page that this is part of. */
export function useAnnounce(): Announce {
  return useContext(Announcing);
}

export interface AnnouncingPageProps {
  announcements: Announcements;
  children: ComponentChildren;
}

/** A page, or the part of it that has something to say, and behind it the regions in which that is said. */
export function AnnouncingPage({ announcements, children }: AnnouncingPageProps) {
  return (
    <Announcing.Provider value={announcements.announce}>
      {children}
      <Announcer announcements={announcements} />
    </Announcing.Provider>
  );
}

/** What is said in one region. */
interface Said {
  id: number;
  text: string;
}

/**
 * The live regions of a page. They are there before anything is said in them, or not every browser would tell the
 * screen reader. They have no role, because with one some readers say all of it twice and others find an empty thing.
 */
function Announcer({ announcements }: Pick<AnnouncingPageProps, 'announcements'>) {
  const [said, say] = useState<readonly Announcement[]>([]);
  const waiting = announcements.waiting.value;
  useEffect(() => {
    if (waiting.length === 0) return;
    const later = setTimeout(() => say(announcements.take()), settlesIn);
    return () => clearTimeout(later);
  }, [announcements, waiting]);
  useEffect(() => {
    if (said.length === 0) return;
    const later = setTimeout(() => say([]), staysFor);
    return () => clearTimeout(later);
  }, [said]);
  if (announcements.areAlerts) {
    return (
      <div class="unseen">
        <Region said={said} role="alert" />
      </div>
    );
  }
  return (
    <div class="unseen">
      <Region said={said.filter(({ isUrgent }) => !isUrgent)} live="polite" />
      <Region said={said.filter(({ isUrgent }) => isUrgent)} live="assertive" />
    </div>
  );
}

interface RegionProps {
  said: readonly Announcement[];
  live?: 'polite' | 'assertive';
  /** Of each thing said. */
  role?: 'alert';
}

/** A screen reader would take the very text that it has just said for an echo. */
const different = '\u00a0';

/** A new element each time: the same sentence is heard again when it is said again. */
function Region({ said, live, role }: RegionProps) {
  const last = useRef<Said>({ id: 0, text: '' });
  const [first] = said;
  if (first && first.id !== last.current.id) {
    const texts = said.map(({ text }) => text);
    const text = inSentences(texts, uiLocale());
    last.current = { id: first.id, text: text === last.current.text ? text + different : text };
  }
  return (
    <div aria-live={live}>
      {first && (
        <p key={first.id} role={role}>
          {last.current.text}
        </p>
      )}
    </div>
  );
}
