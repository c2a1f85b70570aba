import './notice-bar.css';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useAnnounce } from './announcer.tsx';
import { IconButton } from './icon-button.tsx';
import { cross } from './icon-paths.ts';
import { hearKeys } from './keys.ts';
import { showWhole } from './whole-text.ts';

/** A short message at the bottom of a page. */
export interface Notice {
  text: string;
  detail?: string;
  /** Something did not work: it stays until dismissed and is read out at once. */
  isUrgent: boolean;
  undo?: () => void;
  /** Another way to take it back, with its name. */
  instead?: { name: string; run(): void };
  /** The text itself is announced already, by what has changed. */
  isSaid?: true;
}

export interface NoticeBarProps {
  actions: {
    notice: ReadonlySignal<Notice | null>;
    /** Null takes the notice away. */
    showNotice(notice: Notice | null): void;
  };
}

/** How long Undo is offered, milliseconds. */
export const undoFor = 6000;

/** Shows the page's notice. It does not go while the pointer or the focus is on it. */
export function NoticeBar({ actions }: NoticeBarProps) {
  const notice = actions.notice.value;
  const [isHeld, hold] = useState(false);
  /** What was offered last. Whoever reads slowly can still take it back by the key. */
  const passed = useRef<Notice['undo']>(undefined);
  const isPassing = notice !== null && !notice.isUrgent && !isHeld;
  useEffect(() => {
    if (!isPassing) return;
    const end = setTimeout(() => {
      passed.current = notice.undo;
      actions.showNotice(null);
    }, undoFor);
    return () => clearTimeout(end);
  }, [actions, notice, isPassing]);

  const leave = (how: (() => void) | undefined) => {
    actions.showNotice(null);
    hold(false);
    how?.();
  };
  const undo = () => {
    const how = notice ? notice.undo : passed.current;
    passed.current = undefined;
    leave(how);
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(notice ? notice.undo : passed.current)) return;
      const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || isTyping) return;
      event.preventDefault();
      undo();
    };
    return hearKeys(document, onKey);
  });

  const announce = useAnnounce();
  useEffect(() => {
    if (!notice) return;
    const { text, detail, isUrgent, undo, isSaid } = notice;
    const sentences = [!isSaid && text, detail, undo && i18n.t('spoken.take_back')];
    for (const sentence of sentences) if (sentence) announce(sentence, { isUrgent });
  }, [announce, notice]);

  const bar = notice && (
    <div
      class="notice"
      data-urgent={notice.isUrgent}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={() => hold(false)}
    >
      <p class="notice-text" onPointerEnter={showWhole}>
        {notice.text}
        {notice.detail && <small>{notice.detail}</small>}
      </p>
      {notice.instead && (
        <button type="button" class="chip" onClick={() => leave(notice.instead?.run)}>
          {notice.instead.name}
        </button>
      )}
      {notice.undo && (
        <button type="button" class="chip" onClick={undo}>
          {i18n.t('task.undo')}
        </button>
      )}
      {notice.isUrgent && (
        <IconButton name={i18n.t('notice.dismiss')} d={cross} onPress={() => actions.showNotice(null)} />
      )}
    </div>
  );
  return <div class="notice-place">{bar}</div>;
}
