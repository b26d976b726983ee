/** One WebSocket that comes back by itself. */
const FIRST_WAIT = 400; // ms
const LONGEST_WAIT = 15_000;
const FINAL_CODES = new Set([4400, 4401, 4403, 4404, 4409]); // see app/desk/live_protocol.py

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
  private stopped = false;

  constructor(
    private readonly address: string,
    private readonly events: ChannelEvents,
  ) {
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.socket?.close());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.hurry());
    addEventListener("pageshow", () => this.hurry());
  }

  open(): void {
    clearTimeout(this.timer);
    const url = new URL(this.address, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onopen = () => this.events.opened();
    socket.onmessage = (event) => {
      this.wait = FIRST_WAIT;
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
    this.socket = null;
    this.stopped = FINAL_CODES.has(code);
    if (this.stopped) return this.events.ended(code);
    this.events.lost();
    this.timer = window.setTimeout(() => this.open(), this.wait * (0.7 + Math.random() * 0.6));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  private hurry(): void {
    if (!this.socket && !this.stopped) this.open();
  }
}
