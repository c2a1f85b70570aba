import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePush, decodeText, encodeFrame, encodeUserBroadcast, versionOf } from './frames.ts';

const frame = { joinRef: '1', ref: '2', topic: 'realtime:T', event: 'phx_reply', payload: { a: 1 } };

it.each([
  [null, 1],
  ['1.0.0', 1],
  ['2.0.0', 2],
  ['3.0.0', undefined],
  ['2', undefined],
])('WIRE-1 vsn %s means version %s', (vsn, version) => {
  expect(versionOf(vsn)).toBe(version);
});

describe('WIRE-3, WIRE-5 a text message', () => {
  it('WIRE-3 is an array in version 2', () => {
    expect(encodeFrame(2, frame)).toBe('["1","2","realtime:T","phx_reply",{"a":1}]');
    expect(decodeText(2, '["1","2","realtime:T","phx_reply",{"a":1}]')).toEqual(frame);
  });

  it('WIRE-3 is an object in version 1, without the join it belongs to', () => {
    expect(JSON.parse(encodeFrame(1, frame))).toEqual({
      ref: '2',
      topic: 'realtime:T',
      event: 'phx_reply',
      payload: { a: 1 },
    });
    const sent = '{"join_ref":"1","ref":"2","topic":"realtime:T","event":"phx_reply","payload":{"a":1}}';
    expect(decodeText(1, sent)).toEqual(frame);
  });

  it.each(['', '{', '[]', 'null', '7', '["1","2","topic","event"]', '[null,null,null,null,null]', '{}'])(
    'WIRE-5 is ignored when it is %j',
    (text) => {
      expect([decodeText(1, text), decodeText(2, text)]).toEqual([undefined, undefined]);
    },
  );
});

describe('WIRE-4, WIRE-5 a binary message', () => {
  const pushed = Buffer.from([3, 1, 1, 10, 1, 0, 1, ...Buffer.from('12realtime:Te{"a":1}')]);
  const bytes = Buffer.from('{"a":1}');

  it('WIRE-4 is a broadcast of kind 3 from the client', () => {
    const payload = { event: 'e', encoding: 'json', bytes, meta: '' };
    expect(decodePush(2, pushed)).toEqual({
      joinRef: '1',
      ref: '2',
      topic: 'realtime:T',
      event: 'broadcast',
      payload,
    });
    expect(decodePush(1, pushed)).toBeUndefined();
  });

  it('WIRE-4 is of kind 4 from the server', () => {
    const encoded = encodeUserBroadcast(2, 'realtime:T', {
      event: 'e',
      encoding: 'json',
      bytes,
      meta: '{"id":"x"}',
    });
    expect(encoded).toEqual(Buffer.from([4, 10, 1, 10, 1, ...Buffer.from('realtime:Te{"id":"x"}{"a":1}')]));
  });

  it('WIRE-4 is text for clients of version 1, and nothing where its payload is no JSON', () => {
    const text = encodeUserBroadcast(1, 'realtime:T', {
      event: 'e',
      encoding: 'json',
      bytes,
      meta: '{"id":"x"}',
    });
    expect(JSON.parse(String(text))).toEqual({
      ref: null,
      event: 'broadcast',
      payload: { event: 'e', meta: { id: 'x' }, payload: { a: 1 }, type: 'broadcast' },
      topic: 'realtime:T',
    });
    expect(encodeUserBroadcast(1, 'T', { event: 'e', encoding: 'binary', bytes, meta: '' })).toBeUndefined();
  });

  it('WIRE-5 of any other make is ignored, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        const decoded = decodePush(2, data);
        return decoded === undefined || (data[0] === 3 && decoded.event === 'broadcast');
      }),
    );
  });
});
