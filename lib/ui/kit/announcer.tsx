import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
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
  return (
    <div class="unseen">
      {announcements.areAlerts ? (
        <div>{inOne(said, 'alert')}</div>
      ) : (
        <>
          <div aria-live="polite">{inOne(said.filter(({ isUrgent }) => !isUrgent))}</div>
          <div aria-live="assertive">{inOne(said.filter(({ isUrgent }) => isUrgent))}</div>
        </>
      )}
    </div>
  );
}

/** No sentence looks like the one before it, or a screen reader would take the second for an echo of the first. */
const different = '\u00a0';

/** A new element each time: the same sentence is heard again when it is said again. */
function inOne(said: readonly Announcement[], role?: 'alert') {
  const [first] = said;
  const texts = said.map(({ text }) => text);
  return (
    first && (
      <p key={first.id} role={role}>
        {inSentences(texts, uiLocale())}
        {first.id % 2 === 0 && different}
      </p>
    )
  );
}
