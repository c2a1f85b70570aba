import { crc32 } from 'node:zlib';

/** One picture of several, and how long it is shown, milliseconds. */
export interface Frame {
  png: Buffer;
  duration: number;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

interface Chunk {
  type: string;
  data: Buffer;
}

/**
 * Puts PNGs of one size and kind together to one that moves (APNG), again and again. Their pixels are taken as they
 * are packed, so that nothing has to be drawn anew. Where a reader knows no such thing, the first picture stands.
 */
export function animate(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (!first) throw new Error('There is nothing to show.');
  const header = headerOf(first.png);
  const pieces = [signature, chunk('IHDR', header), chunk('acTL', numbers(frames.length, 0))];
  // All that is of a frame is counted, in the order in which it stands here.
  let order = 0;
  for (const { png, duration } of frames) {
    if (!headerOf(png).equals(header)) throw new Error('The pictures are not of one size and kind.');
    const times = Buffer.alloc(6);
    times.writeUInt16BE(duration, 0);
    times.writeUInt16BE(1000, 2);
    const place = [header.readUInt32BE(0), header.readUInt32BE(4), 0, 0];
    pieces.push(chunk('fcTL', Buffer.concat([numbers(order, ...place), times])));
    order += 1;
    for (const { type, data } of chunksOf(png)) {
      if (type !== 'IDAT') continue;
      if (png === first.png) pieces.push(chunk('IDAT', data));
      else {
        pieces.push(chunk('fdAT', Buffer.concat([numbers(order), data])));
        order += 1;
      }
    }
  }
  return Buffer.concat([...pieces, chunk('IEND', Buffer.alloc(0))]);
}

function headerOf(png: Buffer): Buffer {
  const [header] = chunksOf(png);
  if (header?.type !== 'IHDR') throw new Error('This is no PNG.');
  return header.data;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  if (!png.subarray(0, 8).equals(signature)) return chunks;
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([numbers(data.length), body, numbers(crc32(body))]);
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [place, value] of values.entries()) bytes.writeUInt32BE(value, place * 4);
  return bytes;
}
