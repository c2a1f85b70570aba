/**
 * A server's or a browser's words without what may be personal in them: what was quoted, addresses of any kind, and
 * ids, of which the beginning is left to tell them apart.
 */
export function maskSecrets(text: string): string {
  return text
    .replaceAll(/"[^"]*"|'[^']*'|“[^”]*”|\([^()]*\)=\([^()]*\)/g, '…')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\b[a-z]+:\/\/\S+/gi, '…')
    .replaceAll(
      /\b[\w-]+(\.[\w-]+){2,}(:\d+)?|\b[\w-]+\.(com?|org|net|io|dev|app|eu|de|fr|es|br|jp|cn|uk)\b/gi,
      '…',
    )
    .replaceAll(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{18,}/gi, '$1')
    .replaceAll(/\b(?:eyJ|sb_)\S+/g, '…');
}
