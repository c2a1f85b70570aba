export type { Answer, Command, Reason } from '../command.ts';
