/** A broadcast of the server in the form of a text message: `[join_ref, ref, topic, event, payload]`. */
export function decodeBroadcast(bytes: Buffer): unknown[] {
  const [kind, topicLength = 0, eventLength = 0, metaLength = 0] = bytes;
  if (kind !== 4) throw new Error(`A message of kind ${kind} is no broadcast of a server.`);
  const topicEnd = 5 + topicLength;
  const eventEnd = topicEnd + eventLength;
  const metaEnd = eventEnd + metaLength;
  const topic = bytes.toString('utf8', 5, topicEnd);
  const event = bytes.toString('utf8', topicEnd, eventEnd);
  const payload: unknown = JSON.parse(bytes.toString('utf8', metaEnd));
  return [null, null, topic, 'broadcast', { type: 'broadcast', event, payload }];
}
