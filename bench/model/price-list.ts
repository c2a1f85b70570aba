/**
 * What Supabase asks and allows on the plan Pro. Read on 2026-12-01 in the sources of its documentation
 * (github.com/supabase/supabase: packages/shared-data/pricing.ts, apps/docs/content/guides/platform/compute-and-disk.mdx
 * and manage-your-usage, and supabase.com/docs/guides/realtime/limits). Its live pages could not be opened.
 */
export const pro = {
  /** Dollars a month, with one computer of the size Micro. */
  base: 25,
  computeCredit: 10,
  people: { included: 100_000, each: 0.00325 },
  egressGB: { included: 250, each: 0.09 },
  diskGB: { included: 8, each: 0.125 },
  messagesMillion: { included: 5, each: 2.5 },
  /** By the highest number of a month, in whole thousands. */
  socketsThousand: { included: 0.5, each: 10 },
} as const;

/** Of Realtime, where no cap on spending is set. More is a matter of talking to them. */
export const mostOfRealtime = { sockets: 10_000, messages: 2500, joins: 2500 } as const;

/** Where the plan has its cap on spending, and on the plan Free. */
export const mostWithCap = { pro: { sockets: 500 }, free: { sockets: 200 } } as const;

export interface Computer {
  name: string;
  cores: number;
  memoryGB: number;
  dollars: number;
  /** Those up to Medium share their cores with others. */
  isShared: boolean;
  diskGB: number;
}

export const computers: readonly Computer[] = [
  { name: 'Micro', cores: 2, memoryGB: 1, dollars: 10, isShared: true, diskGB: 10 },
  { name: 'Small', cores: 2, memoryGB: 2, dollars: 15, isShared: true, diskGB: 50 },
  { name: 'Medium', cores: 2, memoryGB: 4, dollars: 60, isShared: true, diskGB: 100 },
  { name: 'Large', cores: 2, memoryGB: 8, dollars: 110, isShared: false, diskGB: 200 },
  { name: 'XL', cores: 4, memoryGB: 16, dollars: 210, isShared: false, diskGB: 500 },
  { name: '2XL', cores: 8, memoryGB: 32, dollars: 410, isShared: false, diskGB: 1000 },
  { name: '4XL', cores: 16, memoryGB: 64, dollars: 960, isShared: false, diskGB: 2000 },
  { name: '8XL', cores: 32, memoryGB: 128, dollars: 1870, isShared: false, diskGB: 4000 },
];
