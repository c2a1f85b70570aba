import { registerHooks } from 'node:module';
import { mutations } from './mutations.ts';

/** To be loaded before everything else (`--import`): takes away the rule that `BATON_MUTATION` names. */
const chosen = mutations.find(({ rule }) => rule === process.env.BATON_MUTATION);
if (!chosen) throw new Error(`There is no mutation "${process.env.BATON_MUTATION}".`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${chosen.file}`)) return loaded;
    const source =
      loaded.source instanceof Uint8Array ? new TextDecoder().decode(loaded.source) : loaded.source;
    if (typeof source !== 'string') throw new Error(`${chosen.file} has no text.`);
    if (source.split(chosen.from).length !== 2) {
      throw new Error(`${chosen.file} does not hold the rule "${chosen.rule}" just once.`);
    }
    return { ...loaded, source: source.replace(chosen.from, () => chosen.to) };
  },
});
