import type { Mutation } from './mutation.ts';

/** Rules about whose rows are whose. */
export const accountMutations: readonly Mutation[] = [
  {
    rule: 'edits are compared by one clock',
    file: 'lib/account/row-mover.ts',
    from: 'shift: offset - own,',
    to: 'shift: 0,',
  },
  {
    rule: 'what was made signed out goes along',
    file: 'lib/account/row-mover.ts',
    from: 'await local.setLocalValue(keys.to, owner);',
    to: '',
  },
  {
    rule: 'two people share no database',
    file: 'lib/store/ledger-name.ts',
    from: "`baton-${owner ?? 'local'}`",
    to: '`baton-${owner === null}`',
  },
];
