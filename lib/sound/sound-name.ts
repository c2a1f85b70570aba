export const soundNames = ['bell', 'chime', 'bowl', 'wood', 'digital'] as const;

export type SoundName = (typeof soundNames)[number];
