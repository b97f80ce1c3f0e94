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
  #view; #onMessage; #onUnknownView; #connection;
  #seq = null;        // of the last message shown; null while not joined
  #joining = null;    // messages that came while joining
  #acknowledgedAt = -acknowledgeEvery;

  /**
   * @param {string} hub its address
   * @param {(message: object) => void} onMessage gets gapless messages; the first after each join holds all tiles
   * @param {() => void} onUnknownView the portal has no such view any more
   */
  constructor(hub, view, onMessage, onUnknownView) {
    this.#view = view;
    this.#onMessage = onMessage;
    this.#onUnknownView = onUnknownView;
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
    this.#connection.onclose(() => this.#startAgain());
  }

  async start() {
    try {
      await this.#connection.start();
    } catch {
      this.#startAgain();
      return;
    }
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
      if (/No such view/.test(error.message)) this.#onUnknownView();
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
    this.#onMessage(message);
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
    setTimeout(() => this.start(), 500 + Math.random() * 2500);
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
