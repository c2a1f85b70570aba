import type { Connection } from './connection.ts';

/**
 * The connection, as long as the login is this person's. A renewal can come back with somebody else's. Then it is as if
 * nobody were signed in, so that no row goes to them and none of theirs comes.
 */
export function onlyAs(person: string, connection: Connection): Connection {
  const checked = async (asked: ReturnType<Connection['login']>): ReturnType<Connection['login']> => {
    const login = await asked;
    if (!login.ok || login.value.user.id === person) return login;
    const detail = 'The login is somebody else’s.';
    return { ok: false, failure: { kind: 'signed-out', reason: 'session_expired', detail } };
  };
  return {
    ...connection,
    login: () => checked(connection.login()),
    renewLogin: () => checked(connection.renewLogin()),
  };
}
