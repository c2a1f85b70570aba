import { verifyJwt, type Claims } from '../jwt.ts';

type Verified = { claims: Claims } | { code: string; message: string; later: string };

/**
 * Returns the claims of a token, or what is wrong with it in the words of the real server: `code` and `message` for the
 * refusal of a join, `later` for a channel that is open.
 */
export function verifyToken(token: string, secret: string): Verified {
  const verified = verifyJwt(token, secret, Date.now() / 1000);
  if ('claims' in verified) return verified;
  const { code, message, later = message } = words(verified.refused, verified.expiredFor);
  return { code, message, later };
}

function words(refused: string, expiredFor: number): { code: string; message: string; later?: string } {
  switch (refused) {
    case 'expired':
      return { code: 'InvalidJWTToken', message: `Token has expired ${expiredFor} seconds ago` };
    case 'claims':
      return { code: 'InvalidJWTToken', message: 'Fields `role` and `exp` are required in JWT' };
    case 'signature':
      return {
        code: 'JwtSignatureError',
        message: 'Failed to validate JWT signature',
        later: ':signature_error',
      };
    default:
      return { code: 'MalformedJWT', message: 'The token provided is not a valid JWT' };
  }
}
