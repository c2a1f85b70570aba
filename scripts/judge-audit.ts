interface Report {
  vulnerabilities?: Record<string, { severity: string }>;
}

/** What `npm audit --json` wrote, as a verdict and one sentence for the terminal. */
export function judgeAudit(written: string): { ok: boolean; sentence: string } {
  const holes = readHoles(written);
  if (holes === null) return { ok: true, sentence: 'Not looked at: the registry answered no audit.' };
  const found = holes.map(({ name, severity }) => `${name} (${severity})`).join(', ');
  return {
    ok: !holes.some(({ severity }) => severity === 'high' || severity === 'critical'),
    sentence: found === '' ? 'No known holes in what the extension ships.' : `Known holes: ${found}.`,
  };
}

/** `null` where there was no report: offline, or a registry that knows no audits. */
function readHoles(written: string): { name: string; severity: string }[] | null {
  try {
    const { vulnerabilities } = JSON.parse(written) as Report;
    if (!vulnerabilities) return null;
    return Object.entries(vulnerabilities).map(([name, { severity }]) => ({ name, severity }));
  } catch {
    return null;
  }
}
