/**
 * Takes out of a server's or a browser's words what may be personal: quotations, addresses of any kind, and ids. The
 * beginning of an id stays, to tell it from others.
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
