import './option-section.css';
import type { ComponentChildren } from 'preact';

export interface OptionSectionProps {
  id: string;
  title: string;
  children: ComponentChildren;
}

export function OptionSection({ id, title, children }: OptionSectionProps) {
  return (
    <section id={id} class="section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="section-title">
        {title}
      </h2>
      {children}
    </section>
  );
}
