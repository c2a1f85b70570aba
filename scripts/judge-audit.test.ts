import { expect, test } from 'vitest';
import { judgeAudit } from './judge-audit.ts';

const report = (severity: string) => JSON.stringify({ vulnerabilities: { preact: { severity } } });

test('TOOLS-12 a known hole that is high or critical fails, and a lesser one is shown', () => {
  expect(judgeAudit(report('critical'))).toEqual({ ok: false, sentence: 'Known holes: preact (critical).' });
  expect(judgeAudit(report('high')).ok).toBe(false);
  expect(judgeAudit(report('moderate'))).toEqual({ ok: true, sentence: 'Known holes: preact (moderate).' });
  expect(judgeAudit('{"vulnerabilities":{}}').sentence).toBe('No known holes in what the extension ships.');
});

test('TOOLS-12 a registry that answers no audits is said, and passes', () => {
  const refused = '{"message":"405 Method Not Allowed","statusCode":405}';
  for (const written of ['', '<html>', refused, 'null'])
    expect(judgeAudit(written)).toEqual({
      ok: true,
      sentence: 'Not looked at: the registry answered no audit.',
    });
});
