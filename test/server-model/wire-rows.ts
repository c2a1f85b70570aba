import type { WireRow } from './merge-model.ts';

/** A change or a stored row on the wire, as JSON. */
export interface WireRowOf {
  table: string;
  row: WireRow;
}

export interface WireRefusal {
  table: string;
  id: string;
  code: string;
  rule: string;
  reason: string;
}

export interface WireReply {
  head: number;
  rows: WireRowOf[];
  more: boolean;
  cursor: number;
  rejected: WireRefusal[];
  server_time: string;
  epoch: string;
  columns?: string[];
}

export interface WireHint {
  from: number;
  to: number;
  rows?: WireRowOf[];
}
