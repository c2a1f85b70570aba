/** A drawing of 16 by 16, in lines of the text's colour. What it means is said by the control it stands in. */
export function Icon({ d }: { d: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
