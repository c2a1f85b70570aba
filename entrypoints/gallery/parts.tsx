import '../../lib/ui/popup/timer-controls.css';
import type { ComponentChildren } from 'preact';
import { IconButton } from '../../lib/ui/kit/icon-button.tsx';
import { LeadNotice } from '../../lib/ui/popup/lead-notice.tsx';
import { PresetForm } from '../../lib/ui/presets/form.tsx';
import { Ring } from '../../lib/ui/kit/ring.tsx';
import { RoundDots } from '../../lib/ui/popup/round-dots.tsx';
import { SwitchRow } from '../../lib/ui/kit/switch-row.tsx';
import { syncSummary } from '../../lib/ui/page/sync-summary.ts';
import { SyncLight } from '../../lib/ui/popup/sync-light.tsx';
import { afternoon, runningView, syncedStatus } from '../../lib/ui/testing/fixtures.ts';

const links = ['signed-out', 'synced', 'offline', 'problem', 'syncing'] as const;
const phases = ['work', 'short_break', 'long_break'] as const;
const contact = { heard_at: afternoon, is_late: false, at: afternoon };
const nothing = () => {};

/** The small components by themselves, in all their states. */
export function Parts() {
  return (
    <main style={{ width: '360px', padding: '16px', display: 'grid', gap: '16px' }}>
      <h1 class="unseen">Parts</h1>
      {phases.map((phase) => (
        <Line key={phase} phase={phase}>
          <button type="button" class="primary">
            {phase}
          </button>
          {[1, 0.5, 0.02, 0].map((fraction) => (
            <div key={fraction} style={{ zoom: 0.25 }}>
              <Ring fraction={fraction}>{null}</Ring>
            </div>
          ))}
        </Line>
      ))}
      {[1, 4].map((round) => (
        <Line key={round} phase="work">
          <RoundDots view={{ ...runningView, round }} />
          <RoundDots view={{ ...runningView, round, phase: 'short_break' }} />
          <RoundDots view={{ ...runningView, round, state: 'idle' }} />
        </Line>
      ))}
      {links.map((link) => (
        <SyncLight
          key={link}
          summary={syncSummary({ ...syncedStatus, link }, 3, 0, contact)}
          onPress={nothing}
        />
      ))}
      {[{ is_late: true }, { at: afternoon + 60_000 }].map((change, key) => (
        <SyncLight
          key={key}
          summary={syncSummary(syncedStatus, 0, 0, { ...contact, ...change })}
          onPress={nothing}
        />
      ))}
      <LeadNotice device="Firefox · Linux" onContinue={nothing} />
      <Line phase="work">
        <button type="button" class="strong">
          strong
        </button>
        <button type="button" class="chip">
          chip
        </button>
        <button type="button" class="quiet">
          quiet
        </button>
        <IconButton name="icon" d="M4 4l8 8M12 4l-8 8" onPress={nothing} />
      </Line>
      <SwitchRow label="switched on" isOn onSwitch={nothing} />
      <SwitchRow label="switched off" isOn={false} onSwitch={nothing} />
      <PresetForm
        title={null}
        preset={{ work_duration: 0, short_break: 5, long_break: 15, sessions_before_long_break: 4 }}
        onSave={nothing}
        onCancel={nothing}
        onDelete={nothing}
      />
    </main>
  );
}

function Line({ phase, children }: { phase: string; children: ComponentChildren }) {
  return (
    <div
      data-phase={phase}
      style={{ display: 'flex', gap: '12px', alignItems: 'center', color: 'var(--accent)' }}
    >
      {children}
    </div>
  );
}
