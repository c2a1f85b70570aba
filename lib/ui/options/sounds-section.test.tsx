// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultRingSettings, type RingSettings } from '../../sound/ring-settings.ts';
import { SoundsSection } from './sounds-section.tsx';
import { installCatalogue } from '../testing/catalogue.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

function openSection(sounds: Partial<RingSettings> = {}) {
  const environment = {
    stored: signal({ ...defaultRingSettings, ...sounds }),
    store: vi.fn(),
    play: vi.fn(),
  };
  render(<SoundsSection environment={environment} />);
  return environment;
}

describe('SOUND-4 sounds and notifications of this device', () => {
  it('SOUND-4 switches the notification and the tab', () => {
    const { store } = openSection();
    fireEvent.click(screen.getByRole('switch', { name: 'Show a notification', checked: true }));
    expect(store).toHaveBeenLastCalledWith({ ...defaultRingSettings, notify: false });
    fireEvent.click(screen.getByRole('switch', { name: 'Open a tab', checked: false }));
    expect(store).toHaveBeenLastCalledWith({ ...defaultRingSettings, tab: true });
  });

  it('SOUND-4 stores the sound that was chosen, and lets it be heard', () => {
    const { store, play } = openSection();
    fireEvent.change(screen.getByRole('combobox', { name: 'Sound' }), { target: { value: 'wood' } });
    expect(store).toHaveBeenLastCalledWith({ ...defaultRingSettings, sound: 'wood' });
    expect(play).toHaveBeenLastCalledWith({ sound: 'wood', volume: defaultRingSettings.volume });
  });

  it('SOUND-4 plays what is stored when asked to', () => {
    const { store, play } = openSection({ sound: 'bowl', volume: 0.25 });
    fireEvent.click(screen.getByRole('button', { name: 'Play the sound' }));
    expect(play).toHaveBeenLastCalledWith({ sound: 'bowl', volume: 0.25 });
    expect(store).not.toHaveBeenCalled();
  });

  it('SOUND-4 shows the volume while it is moved, and stores it where it is let go', () => {
    const { store, play } = openSection();
    const slider = screen.getByRole<HTMLInputElement>('slider', { name: /^Volume/ });
    fireEvent.input(slider, { target: { value: '0.3' } });
    expect(slider.getAttribute('aria-valuetext')).toBe('30%');
    expect(store).not.toHaveBeenCalled();
    fireEvent.change(slider);
    expect(store).toHaveBeenLastCalledWith({ ...defaultRingSettings, volume: 0.3 });
    expect(play).toHaveBeenLastCalledWith({ sound: 'bell', volume: 0.3 });
  });

  it('SOUND-4 without a sound there is nothing to play', () => {
    const { store, play } = openSection({ sound: 'off' });
    expect(screen.getByRole('button', { name: 'Play the sound' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('slider', { name: /^Volume/ })).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByRole('combobox', { name: 'Sound' }), { target: { value: 'off' } });
    expect(store).toHaveBeenLastCalledWith({ ...defaultRingSettings, sound: 'off' });
    expect(play).not.toHaveBeenCalled();
  });
});
