/**
 * The last version of the database that people have: the newest migration of the newest release. When a release
 * goes out, its newest migration comes here, and previous-release.sql gets rows of whatever tables it added.
 */
export const previousRelease = '20261122120000';
