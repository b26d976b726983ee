/** One editor without a screen: the page's own client on a state that nobody looks at. */
import { collab, getVersion, sendableSteps } from "prosemirror-collab";
import { history } from "prosemirror-history";
import { Node, type Schema } from "prosemirror-model";
import { EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import type { EditorPage } from "../src/page";
import { Session, type Standing } from "../src/session";
import { tidy } from "../src/tidy";
import { wholeTables } from "../src/whole-tables";

export class Writer {
  state: EditorState;
  standing: Standing = "connecting";
  /** What must not happen: writing stopped, or an error while steps were taken. */
  readonly faults: string[] = [];
  readonly typed: string[] = [];
  /** Those whose steps the server has acknowledged. */
  readonly acknowledged: string[] = [];
  watch: (() => void) | null = null;
  private readonly session: Session;
  private pending: string[] = [];

  constructor(page: EditorPage, schema: Schema, readonly client: string) {
    this.state = EditorState.create({
      doc: Node.fromJSON(schema, page.data.document),
      plugins: [collab({ version: page.version, clientID: client }), history(), tidy, wholeTables, tableEditing()],
    });
    const settings = { live: page.live, textId: page.textId, userId: page.userId, schema: page.data.schemaHash, editable: page.editable };
    this.session = new Session(this, client, settings, {
      standing: (standing) => this.stands(standing),
      writable: () => undefined, // words whose place others took away are offered then: no fault
      stopped: (message) => void this.faults.push(`stopped: ${message}`),
      sectionState: () => undefined,
      other: () => undefined,
      signedOut: () => "signed out",
      noAccess: () => "no access",
      unfit: () => "unfit",
    });
  }

  dispatch(transaction: Transaction): void {
    try {
      this.state = this.state.apply(transaction);
    } catch (error) {
      this.faults.push(String((error as Error).stack));
      throw error;
    }
    if (!transaction.docChanged) return;
    this.session?.changed();
    this.watch?.();
  }

  /** Types at the end of the `index`th block from the front, or into the last one where there are fewer. */
  type(text: string, index: number): void {
    const { doc } = this.state;
    let end = 0;
    for (let at = 0; at <= Math.min(index, doc.childCount - 1); at++) end += doc.child(at).nodeSize;
    const selection = TextSelection.near(doc.resolve(end - 1), -1);
    this.typed.push(text);
    this.pending.push(text);
    this.dispatch(this.state.tr.setSelection(selection).insertText(text));
  }

  get version(): number {
    return getVersion(this.state);
  }

  get isSaved(): boolean {
    return this.standing === "saved" && sendableSteps(this.state) === null;
  }

  private stands(standing: Standing): void {
    this.standing = standing;
    if (standing === "saved" && sendableSteps(this.state) === null) this.acknowledged.push(...this.pending.splice(0));
  }
}
