import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { RenameForm } from './rename-form.tsx';

export interface TagCardProps {
  tag: string;
  /** How many tasks have it. */
  tasks: number;
  /** All tags that there are. */
  others: readonly string[];
  isRenamed: boolean;
  onOpen(): void;
  onClose(): void;
  /** Resolves to whether the tag has that name now. */
  onName(name: string): Promise<boolean>;
  onRemove(): void;
}

/** A tag, how many tasks have it, and the ways to change it on all of them. */
export function TagCard({ tag, tasks, others, isRenamed, onOpen, onClose, onName, onRemove }: TagCardProps) {
  const label = useId();
  return (
    <li class="card" data-tag={tag}>
      <div class="device-line">
        <div>
          <strong id={label}>
            <bdi>@{tag}</bdi>
          </strong>
          <p class="hint">{i18n.t('tag_options.tasks', tasks, [String(tasks)])}</p>
        </div>
        {!isRenamed && (
          <>
            <button type="button" class="chip" aria-describedby={label} onClick={onOpen}>
              {i18n.t('devices.rename')}
            </button>
            <button type="button" class="chip" aria-describedby={label} onClick={onRemove}>
              {i18n.t('devices.remove')}
            </button>
          </>
        )}
      </div>
      {isRenamed && <RenameForm label={label} tag={tag} others={others} onName={onName} onClose={onClose} />}
    </li>
  );
}
