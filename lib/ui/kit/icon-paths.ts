/** Drawings that more than one component uses. The first paint of the popup needs none of them. */
export const left = 'M10 3L5 8l5 5';
export const right = 'M6 3l5 5-5 5';
export const cross = 'M4 4l8 8M12 4l-8 8';
export const pencil = 'M3 13l.7-2.8 7-7a1.3 1.3 0 0 1 1.8 0l.3.3a1.3 1.3 0 0 1 0 1.8l-7 7z';
