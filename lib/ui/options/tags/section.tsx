import '../devices/card.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { invertRetags, retagAll, tagCounts } from '../../../tags/retag.ts';
import { uiLocale } from '../../kit/locale.ts';
import { useOneRowAClick } from '../../kit/one-row-a-click.ts';
import type { PageActions } from '../../page/actions.ts';
import type { PageSignals } from '../../page/signals.ts';
import { useMayTag } from '../../tags/use-may-tag.ts';
import { OptionSection } from '../option-section.tsx';
import { TagCard } from './card.tsx';

export interface TagsSectionProps {
  signals: Pick<PageSignals, 'status' | 'localValue' | 'tasks'>;
  actions: PageActions;
}

/** The tags of all tasks, and the ways to rename one, to make one of two, and to take one from all tasks. */
export function TagsSection({ signals, actions }: TagsSectionProps) {
  const mayTag = useMayTag(signals);
  const tasks = signals.tasks.value;
  const counts = tagCounts(tasks);
  const tags = [...counts.keys()].sort((one, other) => one.localeCompare(other, uiLocale()));
  const [renamed, rename] = useState<string | null>(null);
  const oneRowAClick = useOneRowAClick();
  const list = useRef<HTMLUListElement>(null);
  const cardOf = (tag: string) => list.current?.querySelector(`[data-tag="${CSS.escape(tag)}"]`);
  const awaited = useRef<string | null>(null);
  // The card of another name, or of what came back by an undo, is what the next key is meant for.
  useLayoutEffect(() => {
    if (awaited.current === null || renamed !== null) return;
    const card = cardOf(awaited.current);
    if (!card) return;
    awaited.current = null;
    if (document.activeElement === document.body) card.querySelector('button')?.focus();
  });

  async function change(tag: string, name: string | null): Promise<boolean> {
    const retags = retagAll(tasks, tag, name);
    if (!(await actions.send({ type: 'set-tags', tasks: retags }))) return false;
    if (name !== null) awaited.current = name;
    rename(null);
    const undo = async () => {
      if (!(await actions.send({ type: 'set-tags', tasks: invertRetags(retags) }))) return;
      awaited.current = tag;
      actions.announce(i18n.t('spoken.restored', [`@${tag}`]));
    };
    actions.showNotice({
      text: name === null ? i18n.t('tag_options.removed', [tag]) : i18n.t('tag_options.renamed', [tag, name]),
      isUrgent: false,
      undo: () => void undo(),
    });
    return true;
  }

  /** The card of this tag is about to go. The focus goes to the next one, or the one before. */
  function focusNextTo(tag: string): void {
    const card = cardOf(tag);
    (card?.nextElementSibling ?? card?.previousElementSibling)?.querySelector('button')?.focus();
  }

  return (
    <OptionSection id="tags" title={i18n.t('options.tags')}>
      {mayTag ? (
        <>
          <p class="hint">{i18n.t('tag_options.text')}</p>
          {tags.length === 0 && <p class="hint">{i18n.t('tag_options.none')}</p>}
          <ul ref={list} class="cards" {...oneRowAClick} aria-label={i18n.t('options.tags')}>
            {tags.map((tag) => (
              <TagCard
                key={tag}
                tag={tag}
                tasks={counts.get(tag) ?? 0}
                others={tags}
                isRenamed={renamed === tag}
                onOpen={() => rename(tag)}
                onClose={() => {
                  awaited.current = tag;
                  rename(null);
                }}
                onName={(name) => change(tag, name)}
                onRemove={() => {
                  focusNextTo(tag);
                  void change(tag, null);
                }}
              />
            ))}
          </ul>
        </>
      ) : (
        <p class="hint">{i18n.t('reason.server_keeps_no_tags')}</p>
      )}
    </OptionSection>
  );
}
