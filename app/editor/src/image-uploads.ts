/** Images on their way to the server, by the id of the figure that waits for each. */

export const LARGEST_IMAGE = 10 * 2 ** 20; // bytes; the server asks the same

/** `problem` says in words why an image did not arrive; it can be sent again. */
export interface Upload {
  readonly file: Blob;
  percent: number;
  problem: string;
}

interface UploadEvents {
  arrived(id: string, asset: string): void;
  changed(id: string): void;
}

export class Uploads {
  private readonly running = new Map<string, Upload>();

  constructor(
    private readonly address: string,
    private readonly words: Record<string, string>,
    private readonly events: UploadEvents,
  ) {
    addEventListener("online", () => this.running.forEach((upload, id) => upload.problem && this.send(id, upload.file)));
  }

  of(id: string): Upload | undefined {
    return this.running.get(id);
  }

  send(id: string, file: Blob): void {
    const upload: Upload = { file, percent: 0, problem: file.size > LARGEST_IMAGE ? this.words.tooLarge! : "" };
    this.running.set(id, upload);
    this.events.changed(id);
    if (!upload.problem) this.request(id, upload);
  }

  private request(id: string, upload: Upload): void {
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
    const form = new FormData();
    form.append("file", upload.file, "image");
    request.open("POST", this.address);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => this.change(id, upload, { percent: Math.floor((100 * loaded) / total) });
    request.onload = () => {
      const answer = request.response as { asset?: string; message?: string } | null;
      if (request.status !== 200 || !answer?.asset) return this.change(id, upload, { problem: this.reason(request.status, answer) });
      if (this.running.get(id) === upload) this.running.delete(id);
      this.events.arrived(id, answer.asset);
      this.events.changed(id);
    };
    request.onerror = () => this.change(id, upload, { problem: this.words.offline! });
    request.send(form);
  }

  private reason(status: number, answer: { message?: string } | null): string {
    if (answer?.message) return answer.message;
    return status === 413 ? this.words.tooLarge! : this.words.offline!;
  }

  private change(id: string, upload: Upload, change: Partial<Upload>): void {
    if (this.running.get(id) !== upload) return; // another file was chosen meanwhile
    Object.assign(upload, change);
    this.events.changed(id);
  }
}
