// The connection to the portal: joins the view, keeps the messages in order, never gives up.
const acknowledgeEvery = 1000;

export class Feed {
  #view; #onMessage; #onUnknownView; #connection;
  #seq = null;        // of the last message shown; null while not joined
  #joining = null;    // messages that came while joining
  #acknowledgedAt = 0;

  /**
   * @param {(message: object) => void} onMessage gets gapless messages; the first after each join holds all tiles
   * @param {() => void} onUnknownView the portal has no such view any more
   */
  constructor(view, onMessage, onUnknownView) {
    this.#view = view;
    this.#onMessage = onMessage;
    this.#onUnknownView = onUnknownView;
    this.#connection = new globalThis.signalR.HubConnectionBuilder().withUrl('hub/board').configureLogging(globalThis.signalR.LogLevel.None).build();
    this.#connection.serverTimeoutInMilliseconds = 12_000;
    this.#connection.keepAliveIntervalInMilliseconds = 4000;
    this.#connection.on('board', message => this.#receive(message));
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

  /** All tiles anew. */
  async join() {
    if (this.#joining !== null) return;
    this.#joining = [];
    try {
      const message = await this.#connection.invoke('Join', this.#view);
      this.#show(message);
      const later = this.#joining;
      this.#joining = null;
      for (const next of later) this.#receive(next);
    } catch (error) {
      // Refused, or gone in between: start over.
      if (/No such view/.test(error.message)) this.#onUnknownView();
      this.#joining = null;
      this.#seq = null;
      await this.#connection.stop();
    }
  }

  #receive(message) {
    if (this.#joining !== null) this.#joining.push(message);
    else if (this.#seq === null || message.seq <= this.#seq) return;
    else if (message.seq !== this.#seq + 1) this.join();
    else this.#show(message);
  }

  #show(message) {
    this.#seq = message.seq;
    this.#onMessage(message);
    // From here and not from a timer: browsers slow the timers of pages that nobody sees.
    if (performance.now() - this.#acknowledgedAt < acknowledgeEvery) return;
    this.#acknowledgedAt = performance.now();
    this.#connection.invoke('Acknowledge', message.seq).then(stillIn => { if (!stillIn) this.join(); }, () => {});
  }

  #startAgain() {
    this.#seq = null;
    this.#joining = null;
    setTimeout(() => this.start(), 500 + Math.random() * 2500);
  }
}
