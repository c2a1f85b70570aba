/** A line drawing of 16 by 16 in the colour of the text. The control around it says what it means. */
export function Icon({ d }: { d: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
