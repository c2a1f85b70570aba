/** The keys of one command, as a manifest suggests them. macOS calls its own Ctrl key `MacCtrl`. */
export interface SuggestedKey {
  default: string;
  mac: string;
}

/**
 * The keys that a new installation has. Where a window has menus, Alt and a letter open one, also with Shift, and each
 * language has other letters. Ctrl, Shift and a figure are nobody's: neither a menu's, nor a browser's or a screen
 * reader's. With Cmd in place of Ctrl, macOS would take pictures of the screen. Skip and stop have no keys, so that
 * nobody presses them by mistake.
 */
export const defaultKeys = {
  toggle: { default: 'Ctrl+Shift+1', mac: 'MacCtrl+Shift+1' },
  _execute_action: { default: 'Ctrl+Shift+2', mac: 'MacCtrl+Shift+2' },
} as const satisfies Record<string, SuggestedKey>;
