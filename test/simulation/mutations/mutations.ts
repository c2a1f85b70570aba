import { accountMutations } from './account-mutations.ts';
import { actMutations } from './act-mutations.ts';
import { answerMutations } from './answer-mutations.ts';
import { correctionMutations } from './correction-mutations.ts';
import type { Mutation } from './mutation.ts';

function mutation(rule: string, file: string, from: string, to: string): Mutation {
  return { rule, file, from, to };
}

const begin = 'lib/timer/auto-start.ts';
const replay = 'lib/timer/replay.ts';
const exchange = 'lib/sync/row-transfer.ts';
const ringing = 'lib/engine/ringing/ring-rules.ts';

/** Without any one of these, some invariant has to break. */
export const mutations: readonly Mutation[] = [
  mutation(
    'an act is never before its cause',
    'lib/timer/replay-order.ts',
    'floor = Math.max(floor, checkpoint.timestamp);',
    'floor = checkpoint.timestamp;',
  ),
  mutation('a phase completes before a later act', replay, 'state.completeUntil(at);', ''),
  mutation('a begin needs what it follows from', replay, 'if (!mayBegin(', 'if (at < 0 && !mayBegin('),
  mutation(
    'a begin stands once somebody went on from it',
    replay,
    'if (confirmed.has(checkpoint.session_id)) return true;',
    '',
  ),
  mutation(
    'an act changes no session but its own',
    replay,
    'known !== undefined && known === state.holder() ? known : undefined',
    'state.holder()',
  ),
  mutation(
    'a resume takes back what was replaced',
    replay,
    'else reopen(checkpoint, at, known, state, false);',
    'else return false;',
  ),
  mutation(
    'what is reopened gets the smaller rest',
    replay,
    'Math.min(known.remaining, seen)',
    'checkpoint.remaining_time',
  ),
  mutation(
    'a start interrupts what is open',
    'lib/timer/replay-state.ts',
    'if (holder && holder !== known && isOpen(holder)) end(',
    'if (holder && at < 0) end(',
  ),
  mutation(
    'a focus session that had its time counts',
    replay,
    '(!isOpen && isEarned(session, now))',
    'false',
  ),
  mutation('only the lead begins', begin, 'slot.lead !== here.device || ', ''),
  mutation('only a trusted clock begins', begin, '!here.isClockTrusted || ', ''),
  mutation('nothing begins with nobody there', begin, ' && wasThere', ''),
  mutation('nothing begins late', begin, ' && late <= autoStartWithin', ''),
  mutation(
    'a begin is named by its instant',
    begin,
    '`${slot.session_id}+${slot.ends_at}`',
    'slot.session_id',
  ),
  mutation(
    'an untrusted clock sends nothing',
    exchange,
    'if (at.is_afresh || !clock.isTrusted()) return null;',
    'if (at.is_afresh) return null;',
  ),
  mutation(
    'nothing is sent before the whole is there',
    exchange,
    'if (at.is_afresh || !clock.isTrusted()) return null;',
    'if (!clock.isTrusted()) return null;',
  ),
  mutation(
    'acts of an untrusted clock shift',
    'lib/sync/clock/correct-unsent.ts',
    'skew === null ? 0 : offset - skew',
    'skew === null ? 0 : 0',
  ),
  mutation(
    'what is not to be kept does not go along',
    'lib/store/move-ledger.ts',
    "choice === 'account' ? [] :",
    "choice === '' ? [] :",
  ),
  mutation(
    'what moves in is of the device that the server knows',
    'lib/store/move-ledger.ts',
    'device_id: device.to',
    'device_id: device.from',
  ),
  mutation(
    'what only the account has goes where it was chosen',
    'lib/store/move-ledger.ts',
    '...(await deletions(from, to, now))',
    '',
  ),
  mutation(
    'what was chosen here is later than what the account has',
    'lib/store/move-ledger.ts',
    'Math.max(now, at + 1)',
    'at - 1',
  ),
  mutation(
    'a jump of the wall costs the trust',
    'lib/sync/clock/clock-state.ts',
    'is_trusted: state.is_trusted && !hasJumped',
    'is_trusted: state.is_trusted',
  ),
  mutation(
    'a clock that is set moves no phase',
    'lib/sync/clock/clock-state.ts',
    'state.offset - setBetween(state.last, reading, sleepsFrom)',
    'state.offset',
  ),
  mutation('a wake costs the trust', 'lib/sync/clock/sync-clock.ts', 'become(distrustClock(state));', ''),
  mutation(
    'a hint with a gap is not absorbed',
    exchange,
    'await absorb(rows, { cursor: to, epoch: at.epoch }, from);',
    'await absorb(rows, { cursor: to, epoch: at.epoch }, at.cursor);',
  ),
  mutation(
    'rows from elsewhere are not absorbed',
    'lib/store/absorb.ts',
    'cursor.cursor < at.cursor || (from !== undefined && from !== at.cursor)',
    'cursor.cursor < 0',
  ),
  mutation(
    'a change whose hint was lost is looked for',
    'lib/background/head-watch.ts',
    'if (left() <= 0) await look();',
    '',
  ),
  mutation(
    'an end is rung for once',
    'lib/engine/ringing/ring-claims.ts',
    'name === unwritten || (await isClaimed(end))',
    'name === unwritten',
  ),
  mutation(
    'history waits until everything is there',
    'lib/background/workspace.ts',
    "loop.isCurrent() && (await ledger.waitingCount('pomodoro_checkpoints')) === 0",
    "loop.isCurrent() || (await ledger.waitingCount('pomodoro_checkpoints')) >= 0",
  ),
  mutation(
    'a waiting edit outlives an older one from elsewhere',
    'lib/store/merge.ts',
    '(mineAt, servedAt) => mineAt > servedAt',
    '() => false',
  ),
  mutation(
    'an edit gives way to a newer one from elsewhere',
    'lib/store/merge.ts',
    '(mineAt, servedAt) => mineAt > servedAt',
    '() => true',
  ),
  mutation(
    'acts go to the outbox with their row',
    'lib/store/record.ts',
    'marker.mark(keyOf(made), { skew: isAct ? skew : null, waiting }),',
    'isAct ? undefined : marker.mark(keyOf(made), { skew: null, waiting }),',
  ),
  mutation(
    'acknowledging leaves what has changed since',
    'lib/store/outbox/outbox.ts',
    'entry?.version === mark.version ? entry : undefined',
    'entry',
  ),
  mutation(
    'rows and their cursor are written together',
    'lib/store/open-ledger.ts',
    'const isTaken = await database.write(',
    "await database.write(['state'], (tx) => tx.objectStore('state').put(cursor, 'cursor')); from = undefined; const isTaken = await database.write(",
  ),
  mutation(
    'a refused row is set aside',
    exchange,
    'if (!refusal) return [];',
    'if (!refusal || at.cursor >= 0) return [];',
  ),
  mutation(
    'a refused call is narrowed down',
    exchange,
    "if (kind === 'refused' && pending.length > 0) {",
    "if (kind === 'refused' && pending.length < 0) {",
  ),
  ...actMutations,
  ...accountMutations,
  ...answerMutations,
  ...correctionMutations,
  mutation(
    'another epoch begins anew',
    exchange,
    'at.epoch !== null && reply.epoch !== at.epoch',
    "at.epoch === ''",
  ),
  mutation(
    'what is dropped does not begin',
    replay,
    'if (dropped.has(checkpoint.session_id)) return false;',
    '',
  ),
  mutation(
    'phases begin by themselves a few times only',
    begin,
    ' && slot.unattended + 1 < maxUnattendedPhases',
    '',
  ),
  mutation('the lead rings', ringing, 'slot.lead === device || ', ''),
  mutation('nobody rings where nobody is', ringing, 'return slot.lead === device ||', 'return true ||'),
  mutation('an old end is not rung for', ringing, 'now - slot.ends_at > ringWithin || ', ''),
  mutation(
    'a ring waits for what other devices did last',
    'lib/engine/engine.ts',
    'await deps.askOthers();',
    ';',
  ),
  mutation(
    'edits of an untrusted clock shift',
    'lib/store/record.ts',
    'skew === null ? before : withSkews(before, change, there, skew)',
    'before',
  ),
  mutation(
    'a full disk hides no end',
    'lib/engine/has-room.ts',
    'if (isStorageFull(error)) return false;',
    '',
  ),
  mutation(
    'what a newer version wrote is passed over',
    'lib/sync/wire/codec.ts',
    ' || !isTable(table)) return null;',
    ') return null;',
  ),
];
