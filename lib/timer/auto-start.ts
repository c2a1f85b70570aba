import type { Checkpoint, Phase } from './checkpoint.ts';
import { phaseLength, phaseAfter } from './cycle.ts';
import type { Settings } from './settings.ts';
import type { Slot, Timer } from './timer.ts';

/** A phase may begin by itself up to this long (milliseconds) after the one before has ended. */
export const autoStartWithin = 90_000;

/** With so many phases in a row without an act of a person, nothing begins by itself any more. */
export const maxUnattendedPhases = 8;

/** What an auto-start has to know of the device that it happens on. */
export interface AutoStartContext {
  /** Corrected time, milliseconds. */
  now: number;
  device: string;
  isClockTrusted: boolean;
  /** When this device's user was last active, or null. */
  lastActive: number | null;
  /** Makes an id that is the same on every device for the same name: a UUIDv5. */
  derive: (name: string, kind: 'checkpoint' | 'session') => string;
}

/**
 * The checkpoint of the auto-start that is due on this device, or null. Only the lead begins a phase, only soon after
 * the end, and only if its user was there. All its values but the task follow from the session before, so that two
 * devices would write the same row; of two that differ the server keeps the first.
 */
export function dueAutoStart(timer: Timer, settings: Settings, here: AutoStartContext): Checkpoint | null {
  const slot = timer.slot;
  if (slot === null || slot.ends_at === null || !isDue(slot, settings, here)) return null;
  const next = phaseAfter(slot);
  const name = `${slot.session_id}+${slot.ends_at}`;
  return {
    id: here.derive(name, 'checkpoint'),
    session_id: here.derive(name, 'session'),
    parent_id: slot.cause_id,
    follows: slot.session_id,
    device_id: slot.lead,
    checkpoint_type: 'begin',
    timestamp: slot.ends_at,
    generation: slot.cause_generation + 1,
    session_type: next.phase,
    task_id: next.phase === 'work' ? settings.current_task : slot.task_id,
    round_number: next.round,
    preset_type: slot.preset_type,
    plan: slot.plan,
    remaining_time: phaseLength(slot.plan, next.phase),
    added_time: 0,
    is_paused: false,
    last_active: null,
  };
}

function isDue(slot: Slot, settings: Settings, here: AutoStartContext): boolean {
  if (slot.state !== 'completed' && slot.state !== 'skipped') return false;
  if (!isWanted(phaseAfter(slot).phase, settings)) return false;
  if (slot.lead !== here.device || !here.isClockTrusted || slot.ends_at === null) return false;
  const late = here.now - slot.ends_at;
  const wasThere = here.lastActive !== null && here.lastActive >= slot.started_at;
  return late >= 0 && late <= autoStartWithin && wasThere && slot.unattended + 1 < maxUnattendedPhases;
}

function isWanted(phase: Phase, settings: Settings): boolean {
  return phase === 'work' ? settings.auto_start_focus : settings.auto_start_breaks;
}
