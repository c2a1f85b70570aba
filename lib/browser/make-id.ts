/** A random id that sorts by the time it was made: a UUIDv7, which is a UUIDv4 that begins with the time. */
export function makeId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
