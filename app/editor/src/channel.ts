/** One WebSocket that comes back by itself. */
const FIRST_WAIT = 400; // ms
const LONGEST_WAIT = 15_000;
const SHORT_LIFE = 5000; // ms; a connection that ends sooner counts as an attempt that failed
const OPENING = 10_000; // ms that a connection may take to open
const SILENCE = 150_000; // ms; the server says something every minute
const FINAL_CODES = new Set([4400, 4401, 4403, 4404, 4409]); // see app/desk/live_protocol.py
const TOO_MUCH = 4429;

export interface ChannelEvents {
  opened(): void;
  heard(message: any): void;
  lost(): void;
  ended(code: number): void;
}

export class Channel {
  private socket: WebSocket | null = null;
  private wait = FIRST_WAIT;
  private timer: number | undefined;
  private openedAt = 0;
  private heardAt = 0;
  private stopped = false;

  constructor(
    private readonly address: string,
    private readonly events: ChannelEvents,
  ) {
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.socket?.close());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.hurry());
    addEventListener("pageshow", () => this.hurry());
    setInterval(() => this.restartIfSilent(), SILENCE / 5);
  }

  open(): void {
    clearTimeout(this.timer);
    const url = new URL(this.address, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.socket = socket;
    this.openedAt = this.heardAt = Date.now();
    this.timer = window.setTimeout(() => this.restart(), OPENING);
    socket.onopen = () => {
      if (socket !== this.socket) return;
      clearTimeout(this.timer);
      this.events.opened();
    };
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.heardAt = Date.now();
      this.events.heard(JSON.parse(event.data as string));
    };
    socket.onclose = (event) => this.closed(socket, event.code);
  }

  send(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Give this connection up, for example because the server does not answer, and make a new one. */
  restart(): void {
    const socket = this.socket;
    if (!socket) return;
    socket.close();
    this.closed(socket, 1006);
  }

  private closed(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    clearTimeout(this.timer);
    this.socket = null;
    this.stopped = FINAL_CODES.has(code);
    if (this.stopped) return this.events.ended(code);
    this.events.lost();
    if (code === TOO_MUCH) this.wait = LONGEST_WAIT;
    else if (Date.now() - this.openedAt > SHORT_LIFE) this.wait = FIRST_WAIT;
    this.timer = window.setTimeout(() => this.open(), this.wait * (0.7 + Math.random() * 0.6));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  private hurry(): void {
    if (!this.socket && !this.stopped) this.open();
    this.restartIfSilent();
  }

  /** A lid closed for an hour leaves a connection that looks open and is not. */
  private restartIfSilent(): void {
    if (this.socket && Date.now() - this.heardAt > SILENCE) this.restart();
  }
}
