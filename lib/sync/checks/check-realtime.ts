import { joinTopic, type Joined, type TopicRequest } from './join-topic.ts';
import { fault, good, type Finding } from './finding.ts';

/** A person whom nobody is. */
const stranger = 'user:00000000-0000-4000-8000-000000000000';

/** Whether Realtime answers, and refuses a stranger the topic of a person. */
export async function checkRealtime(
  request: Pick<TopicRequest, 'base' | 'key' | 'openSocket' | 'limit'>,
): Promise<Finding> {
  const [asPublic, asPrivate] = await Promise.all(
    [false, true].map((isPrivate) => joinTopic({ ...request, topic: stranger, isPrivate })),
  );
  if (!asPublic || !asPrivate) throw new Error('Two were asked.');
  const missing = whyMissing(asPrivate);
  if (missing !== null) return fault('bad', 'realtime', 'realtime_missing', { detail: missing });
  if (asPrivate.outcome === 'joined') return fault('bad', 'realtime', 'realtime_open');
  return good('realtime', { public: asPublic.outcome === 'joined' });
}

function whyMissing(joined: Joined): string | null {
  if (joined.outcome === 'closed') return 'No socket could be opened.';
  if (joined.outcome === 'silent') return 'Nobody answered on the socket.';
  return joined.outcome === 'refused' && !/unauthori[sz]ed|permission/i.test(joined.words)
    ? joined.words
    : null;
}
