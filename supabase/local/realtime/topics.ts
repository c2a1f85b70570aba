import type { UserBroadcast } from './frames.ts';
import { createPresence, type Presence } from './presence.ts';
import type { Rate } from './rate.ts';

/** What the members of a topic get: a broadcast in one of two forms, or a change of presence. */
export type Message =
  | { kind: 'user'; broadcast: UserBroadcast; id?: string }
  | { kind: 'plain'; payload: unknown }
  | { kind: 'presence_diff'; payload: unknown };

export type Member = { receive(message: Message): void };
export type Topic = { presence: Presence; members: Set<Member> };

export type Topics = {
  join(name: string, isPrivate: boolean, member: Member): Topic;
  leave(name: string, isPrivate: boolean, member: Member): void;
  /** Delivers to all members except one, and counts each delivery. */
  publish(name: string, isPrivate: boolean, message: Message, except?: Member): void;
};

/** The topics and their members. A private and a public topic with the same name are two topics. */
export function createTopics(rate: Rate): Topics {
  const topics = new Map<string, Topic>();
  const keyOf = (name: string, isPrivate: boolean) => `${isPrivate ? 'private' : 'public'} ${name}`;
  return {
    join(name, isPrivate, member) {
      const key = keyOf(name, isPrivate);
      const topic = topics.get(key) ?? { presence: createPresence(), members: new Set() };
      topics.set(key, topic);
      topic.members.add(member);
      return topic;
    },
    leave(name, isPrivate, member) {
      const key = keyOf(name, isPrivate);
      const topic = topics.get(key);
      topic?.members.delete(member);
      if (topic?.members.size === 0) topics.delete(key);
    },
    publish(name, isPrivate, message, except) {
      for (const member of topics.get(keyOf(name, isPrivate))?.members ?? []) {
        if (member === except) continue;
        if (message.kind !== 'presence_diff') rate.count();
        member.receive(message);
      }
    },
  };
}
