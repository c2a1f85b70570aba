/** Something that took time in a page or a worker, in milliseconds since the epoch. */
export interface Span {
  what: string;
  from: number;
  to: number;
}

/** What the recorder adds to a page or a worker. */
export interface Recorded {
  spans: Span[];
}

/**
 * Runs first in a page or a worker of the extension, in the bench only: notes how long each transaction, each call of
 * the extension API and each request took, and what came by socket and broadcast.
 */
export function record(): void {
  const spans: Span[] = [];
  Object.assign(globalThis, { spans });
  const now = () => performance.timeOrigin + performance.now();
  const isWorker = !('document' in globalThis);
  const channel = new BroadcastChannel('flame');
  channel.addEventListener('message', ({ data }) => {
    if (data === 'forget') spans.length = 0;
    else if (data === 'tell' && isWorker) channel.postMessage({ spans });
  });
  if (isWorker) {
    spans.push({ what: 'worker starts', from: performance.timeOrigin, to: now() });
    const first = now();
    setTimeout(() => spans.push({ what: 'code of the worker', from: first, to: now() }));
  }
  const note = (what: string, from: number) => spans.push({ what, from, to: now() });

  function wrap(owner: Record<string, unknown>, name: string, what: string): void {
    const call = owner[name];
    if (typeof call !== 'function') return;
    const wrapped = (...args: unknown[]): unknown => {
      const from = now();
      const value: unknown = Reflect.apply(call, owner, args);
      if (value instanceof Promise)
        void value.then(
          () => note(what, from),
          () => note(what, from),
        );
      return value;
    };
    Object.defineProperty(owner, name, { value: wrapped, configurable: true, writable: true });
  }

  const scope = globalThis as unknown as { chrome: Record<string, Record<string, unknown>> };
  const calls: Record<string, readonly string[]> = {
    action: ['setBadgeText', 'setIcon', 'setTitle', 'setBadgeBackgroundColor', 'setBadgeTextColor'],
    alarms: ['create', 'clear'],
    idle: ['queryState'],
    contextMenus: ['removeAll'],
    declarativeNetRequest: ['updateSessionRules', 'updateDynamicRules', 'getSessionRules', 'getDynamicRules'],
    notifications: ['getAll', 'clear'],
    runtime: ['sendMessage', 'getPlatformInfo', 'getContexts'],
    permissions: ['contains'],
  };
  for (const [api, names] of Object.entries(calls))
    for (const name of names) if (scope.chrome[api]) wrap(scope.chrome[api], name, `${api}.${name}`);
  const storage = scope.chrome['storage'] as unknown as Record<string, Record<string, unknown>> | undefined;
  for (const area of ['local', 'session'])
    for (const name of ['get', 'set', 'remove'])
      if (storage?.[area]) wrap(storage[area], name, `storage.${area}.${name}`);
  wrap(globalThis, 'fetch', 'call to the server');

  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function opened(...args) {
    const from = now();
    const request = Reflect.apply(open, this, args);
    request.addEventListener('success', () => note('open the database', from));
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function begun(names, mode = 'readonly', options) {
    const from = now();
    const tx = Reflect.apply(transaction, this, [names, mode, options]);
    const stores = [...tx.objectStoreNames].join(', ').replaceAll('pomodoro_', '');
    const how = mode === 'readwrite' ? `write (${options?.durability ?? 'default'})` : 'read';
    tx.addEventListener('complete', () => note(`${how} ${stores}`, from));
    return tx;
  };

  const { send } = WebSocket.prototype;
  const heard = new WeakSet<WebSocket>();
  WebSocket.prototype.send = function sent(data) {
    // A socket says something before it hears anything.
    if (!heard.has(this))
      this.addEventListener('message', ({ data: said }) => {
        if (String(said).includes('"changes"')) note('hint', now());
      });
    heard.add(this);
    Reflect.apply(send, this, [data]);
  };

  if (!isWorker) {
    addEventListener('click', ({ timeStamp }) => note('click', performance.timeOrigin + timeStamp), {
      capture: true,
    });
    let before = '';
    new MutationObserver(() => {
      const main = document.querySelector('main.popup');
      const shown = `${main?.getAttribute('data-state')} ${document.querySelector('.lower input') !== null}`;
      if (!main || shown === before) return;
      before = shown;
      const from = now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => note(`paint (${shown.split(' ')[0]})`, from));
        port1.start();
        port2.postMessage(null);
      });
    }).observe(document, { subtree: true, childList: true, attributes: true });
  }
}
