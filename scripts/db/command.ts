/** Runs a command of package.json: what goes wrong is one sentence and a status, no stack. */
export async function command(work: (args: string[]) => Promise<string>): Promise<void> {
  try {
    console.log(await work(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
