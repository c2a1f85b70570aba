/** Keeps the field that somebody types in above the keyboard of a phone, which takes its part of a page unasked. */
export function keepFieldInSight(): () => void {
  const look = (): void => {
    const field = document.activeElement;
    if (field?.matches('input, textarea')) field.scrollIntoView({ block: 'nearest' });
  };
  window.addEventListener('resize', look);
  return () => window.removeEventListener('resize', look);
}
