/** Holds the one workspace that is open: that of the signed-in account, or of nobody. */
export interface WorkspaceHolder<Workspace> {
  /** Opens it if none is open. If that failed, perhaps on a full disk, the next call tries again. */
  current(): Promise<Workspace>;
  /**
   * Closes the workspace, runs `change` while none is open, and opens the next one. Whoever asks for one meanwhile gets
   * the next one.
   */
  replace(change: () => Promise<void>): Promise<Workspace>;
}

export function createWorkspaceHolder<Workspace extends { close(): Promise<void> }>(
  open: () => Promise<Workspace>,
): WorkspaceHolder<Workspace> {
  let workspace: Promise<Workspace> | null = null;

  function hold(opening: Promise<Workspace>): Promise<Workspace> {
    workspace = opening.catch((error: unknown) => {
      workspace = null;
      throw error;
    });
    return workspace;
  }

  const current = (): Promise<Workspace> => workspace ?? hold(open());

  return {
    current,
    async replace(change) {
      const before = await current();
      const next = async (): Promise<Workspace> => {
        await before.close();
        await change();
        return open();
      };
      return hold(next());
    },
  };
}
