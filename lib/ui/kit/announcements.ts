import { signal, type ReadonlySignal } from '@preact/signals';

/** A sentence for people who listen to the screen. */
export interface Announcement {
  id: number;
  text: string;
  /** Something is wrong: it is said at once, and not after what is being said. */
  isUrgent: boolean;
}

/** What a page has to say. The announcer says it. */
export interface Announcements {
  /**
   * Whether each thing said is an alert of its own. In the popup of Firefox's toolbar, screen readers take live regions
   * for those of a tab that is not in front, and keep silent about them.
   */
  areAlerts: boolean;
  /** What has not been said yet, in its order. */
  waiting: ReadonlySignal<readonly Announcement[]>;
  announce: Announce;
  /** Takes out what waits, for somebody who says it now. */
  take(): readonly Announcement[];
}

export type Announce = (text: string, how?: { isUrgent: boolean }) => void;

export function createAnnouncements(): Announcements {
  const waiting = signal<readonly Announcement[]>([]);
  let id = 0;
  return {
    areAlerts: false,
    waiting,
    announce(text, { isUrgent } = { isUrgent: false }) {
      waiting.value = [...waiting.peek(), { id: (id += 1), text, isUrgent }];
    },
    take() {
      const taken = waiting.peek();
      waiting.value = [];
      return taken;
    },
  };
}
