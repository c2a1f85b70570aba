import type { Finding } from '../sync/checks/finding.ts';

/** Something to know about a server that can be used. */
export type Remark = Pick<Finding, 'word' | 'values'>;
