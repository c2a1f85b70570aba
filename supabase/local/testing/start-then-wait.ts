import { startPostgres } from '../postgres.ts';

/** Runs in its own process, to be killed: starts PostgreSQL and prints its URL. */
const [dataDir] = process.argv.slice(2);
const { url } = await startPostgres(dataDir ? { dataDir } : {});
console.log(url);
setInterval(() => {}, 60_000);
