import type { Checkpoint, Phase } from './checkpoint.ts';
import { phaseLength, phaseAfter } from './cycle.ts';
import type { Settings } from './settings.ts';
import type { Slot, Timer } from './timer.ts';

/** A phase begins by itself at most this long (milliseconds) after the end of the one before. */
export const autoStartWithin = 90_000;

/** So many phases may pass without a person before the chain stops. */
export const maxUnattendedPhases = 8;

export interface AutoStartContext {
  /** Corrected time, milliseconds. */
  now: number;
  device: string;
  isClockTrusted: boolean;
  /** When this device's user was last active, or null. */
  lastActive: number | null;
  /** The same id on every device for the same name: UUIDv5. */
  derive: (name: string, kind: 'checkpoint' | 'session') => string;
}

/**
 * The auto-start that is due on this device, or null: only the lead begins a phase, only promptly, only while its
 * user is there. Everything in it follows from the session before, so that two devices would write the same row.
 */
export function dueAutoStart(timer: Timer, settings: Settings, watch: AutoStartContext): Checkpoint | null {
  const slot = timer.slot;
  if (slot === null || slot.ends_at === null || !isDue(slot, settings, watch)) return null;
  const next = phaseAfter(slot);
  const name = `${slot.session_id}+${slot.ends_at}`;
  return {
    id: watch.derive(name, 'checkpoint'),
    session_id: watch.derive(name, 'session'),
    parent_id: slot.cause_id,
    follows: slot.session_id,
    device_id: slot.lead,
    checkpoint_type: 'begin',
    timestamp: slot.ends_at,
    generation: slot.cause_generation + 1,
    session_type: next.phase,
    task_id: slot.task_id,
    round_number: next.round,
    preset_type: slot.preset_type,
    plan: slot.plan,
    remaining_time: phaseLength(slot.plan, next.phase),
    added_time: 0,
    is_paused: false,
    last_active: null,
  };
}

function isDue(slot: Slot, settings: Settings, watch: AutoStartContext): boolean {
  if (slot.state !== 'completed' && slot.state !== 'skipped') return false;
  if (!isWanted(phaseAfter(slot).phase, settings)) return false;
  if (slot.lead !== watch.device || !watch.isClockTrusted || slot.ends_at === null) return false;
  const late = watch.now - slot.ends_at;
  const wasThere = watch.lastActive !== null && watch.lastActive >= slot.started_at;
  return late >= 0 && late <= autoStartWithin && wasThere && slot.unattended + 1 < maxUnattendedPhases;
}

function isWanted(phase: Phase, settings: Settings): boolean {
  return phase === 'work' ? settings.auto_start_focus : settings.auto_start_breaks;
}
