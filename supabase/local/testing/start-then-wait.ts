import { startPostgres } from '../postgres.ts';

/** Run as a process of its own, to be killed: starts PostgreSQL and says where. */
const [dataDir] = process.argv.slice(2);
const { url } = await startPostgres(dataDir ? { dataDir } : {});
console.log(url);
setInterval(() => {}, 60_000);
