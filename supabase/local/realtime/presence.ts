import { randomBytes } from 'node:crypto';

type Meta = Record<string, unknown> & { phx_ref: string };
type Present = Record<string, { metas: Meta[] }>;
export type PresenceDiff = { joins: Present; leaves: Present };

export type Presence = {
  state(): Present;
  track(member: object, key: string, payload: Record<string, unknown>): PresenceDiff;
  /** Returns the change, or undefined if the member was not present. */
  untrack(member: object): PresenceDiff | undefined;
};

/** Who is present in a topic, in the form of Phoenix.Presence. Several members may share a key. */
export function createPresence(): Presence {
  const members = new Map<object, { key: string; meta: Meta }>();
  const newRef = () => randomBytes(9).toString('base64url');
  return {
    state() {
      const present = new Map<string, { metas: Meta[] }>();
      for (const { key, meta } of members.values())
        present.set(key, { metas: [...(present.get(key)?.metas ?? []), meta] });
      return Object.fromEntries(present);
    },
    track(member, key, payload) {
      const before = members.get(member);
      const previous = before ? { phx_ref_prev: before.meta.phx_ref } : {};
      const meta = { ...payload, ...previous, phx_ref: newRef() };
      members.set(member, { key, meta });
      const leaves = before ? { [key]: { metas: [before.meta] } } : {};
      return { joins: { [key]: { metas: [meta] } }, leaves };
    },
    untrack(member) {
      const before = members.get(member);
      if (!before) return undefined;
      members.delete(member);
      return { joins: {}, leaves: { [before.key]: { metas: [before.meta] } } };
    },
  };
}
