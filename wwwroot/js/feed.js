// The connection to the portal: joins the view, keeps the messages in order, never gives up.
const acknowledgeEvery = 1000;
const openWithin = 10_000;
const joinWithin = 5000;

/** Browsers wait minutes for a host that does not answer at all; one that has been switched on again would have to wait with them. */
class ImpatientSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    const patience = setTimeout(() => this.close(), openWithin);
    for (const end of ['open', 'close']) this.addEventListener(end, () => clearTimeout(patience));
  }
}

export class Feed {
  #hub; #view; #on; #connection;
  #seq = null;        // of the last message shown; null while not joined
  #joining = null;    // messages that came while joining
  #acknowledgedAt = -acknowledgeEvery;

  /**
   * @param {string} hub its address
   * @param {{ message: (message: object) => void, unknownView: () => void, refused: () => void, open: (send: Function) => void }} on
   *   message: gapless; the first after each join holds all tiles. unknownView: the portal has no such view (any more) for this browser.
   *   refused: the portal is there, and this browser may not look (any more). open: connected, again and again
   * @param {Object<string, Function>} commands what else the portal can tell
   */
  constructor(hub, view, on, commands) {
    this.#hub = hub;
    this.#view = view;
    this.#on = on;
    const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;
    this.#connection = new HubConnectionBuilder()
      // No other transport: chosen once in a bad moment, it would stay.
      .withUrl(hub, { skipNegotiation: true, transport: HttpTransportType.WebSockets, WebSocket: ImpatientSocket })
      .configureLogging(LogLevel.None).build();
    this.#connection.serverTimeoutInMilliseconds = 12_000;
    this.#connection.keepAliveIntervalInMilliseconds = 4000;
    this.#connection.on('board', message => this.#receive(message));
    // Too far behind, and left out since.
    this.#connection.on('rejoin', () => this.join());
    for (const [name, obey] of Object.entries(commands)) this.#connection.on(name, obey);
    this.#connection.onclose(() => this.#startAgain());
  }

  async start() {
    try {
      await this.#connection.start();
    } catch {
      this.#startAgain();
      return;
    }
    this.#on.open((...said) => this.#connection.send(...said).catch(() => {}));
    await this.join();
  }

  /** All tiles anew, if there is a connection; without one it is on its way already. */
  async join() {
    if (this.#joining !== null || this.#connection.state !== 'Connected') return;
    this.#joining = [];
    try {
      this.#show(await within(joinWithin, this.#connection.invoke('Join', this.#view)));
      const later = this.#joining;
      this.#joining = null;
      for (const next of later) this.#receive(next);
    } catch (error) {
      // Refused, gone in between, without an answer, or not to be shown: start over.
      if (/No such view/.test(error.message)) this.#on.unknownView();
      this.#startOver();
    }
  }

  #receive(message) {
    if (this.#joining !== null) this.#joining.push(message);
    else if (this.#seq === null || message.seq <= this.#seq) return;
    else if (message.seq !== this.#seq + 1) this.join();
    else {
      try {
        this.#show(message);
      } catch {
        // Half of it may be on the screen.
        this.#startOver();
      }
    }
  }

  #show(message) {
    this.#on.message(message);
    this.#seq = message.seq;
    // From here and not from a timer: browsers slow the timers of pages that nobody sees.
    if (performance.now() - this.#acknowledgedAt < acknowledgeEvery) return;
    this.#acknowledgedAt = performance.now();
    this.#connection.send('Acknowledge', message.seq).catch(() => {});
  }

  #startOver() {
    this.#joining = null;
    this.#seq = null;
    this.#connection.stop();
  }

  #startAgain() {
    this.#seq = null;
    this.#joining = null;
    this.#askWhy();
    setTimeout(() => this.start(), 500 + Math.random() * 2500);
  }

  /** A socket does not tell why it was refused. */
  async #askWhy() {
    try {
      const { status } = await fetch(this.#hub, { cache: 'no-store', signal: AbortSignal.timeout(joinWithin) });
      if (status === 401 || status === 403) this.#on.refused();
    } catch {
      // Nobody there: that is why.
    }
  }
}

async function within(milliseconds, promise) {
  let timer;
  const patience = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('No answer')), milliseconds); });
  try {
    return await Promise.race([promise, patience]);
  } finally {
    clearTimeout(timer);
  }
}
