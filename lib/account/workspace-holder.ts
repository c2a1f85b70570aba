/** The one workspace that is open, for as long as one account is signed in here or nobody is. */
export interface WorkspaceHolder<Workspace> {
  /** Opens it where none is. One that could not be opened, for want of space perhaps, is tried anew at the next call. */
  current(): Promise<Workspace>;
  /**
   * Closes the workspace, changes what has to change while none is open, and opens the next one. Whoever asks
   * meanwhile gets that one.
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
