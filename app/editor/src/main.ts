/** Puts the editor onto the section page. */
import { collab } from "prosemirror-collab";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { BlockView, editBlock, newBlock } from "./blocks";
import { hasMark, textActions, type Actions } from "./commands";
import { footnoteCommand, linkCommand } from "./dialogs";
import { FootnoteView } from "./footnotes";
import { keys, typingRules } from "./keys";
import { readPage, type EditorPage } from "./page";
import { cleanPaste } from "./paste";
import { buildSchema } from "./schema";
import { Session } from "./session";
import { StateLine } from "./state-line";
import { hints, tidy } from "./tidy";
import { toolbar } from "./toolbar";
import { UnsentPanel } from "./unsent";

const byId = (id: string): HTMLElement => document.getElementById(id)!;

function allActions(page: EditorPage, schema: ReturnType<typeof buildSchema>): Actions {
  const { words } = page.data;
  const blocks = Object.keys(words.blocks).map((kind) => [kind, { run: newBlock(page, kind) }]);
  return {
    ...textActions(schema),
    ...(Object.fromEntries(blocks) as Actions),
    link: { run: linkCommand(words.badLink), isOn: (state) => hasMark(state, "link") },
    footnote: { run: footnoteCommand },
  };
}

function start(page: EditorPage): void {
  const { words } = page.data;
  const schema = buildSchema(page.data.schema);
  const actions = allActions(page, schema);
  const client = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let session: Session | null = null;
  const state = EditorState.create({
    doc: Node.fromJSON(schema, page.data.document),
    plugins: [
      collab({ version: page.version, clientID: client }),
      history(),
      keymap({ Enter: editBlock(page) }),
      ...keys(schema, actions),
      typingRules(schema),
      tidy,
      hints(words),
      tableEditing(),
      dropCursor(),
      gapCursor(),
      toolbar(byId("toolbar"), actions),
    ],
  });
  const block = (node: Node, view: EditorView, position: () => number | undefined) => new BlockView(node, view, position, page, actions);
  page.mount.replaceChildren();
  const view = new EditorView(page.mount, {
    state,
    attributes: { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": page.label, lang: page.language },
    editable: () => session?.writable ?? false,
    transformPastedHTML: cleanPaste,
    nodeViews: {
      ...Object.fromEntries(Object.keys(words.blocks).map((kind) => [kind, block])),
      footnote: (node, view, position) => new FootnoteView(node, view, position, words.footnote),
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) session?.changed();
    },
  });
  const line = new StateLine(byId("saving-state"), byId("saving-announcement"), words, document.documentElement.lang, page.savedAt);
  const panel = new UnsentPanel(byId("unsent"), words, () => session!.discard());
  const refresh = () => view.setProps({});
  const settings = { live: page.live, textId: page.textId, userId: page.userId, schema: page.data.schemaHash, editable: page.editable };
  session = new Session(view, client, settings, {
    standing: (standing, unsaved, kept) => line.show(standing, unsaved, kept),
    writable: (unsent) => (panel.show("", unsent), refresh()),
    stopped: (message, unsent) => (panel.show(message, unsent), refresh()),
    sectionState: showSectionState,
    signedOut: () => words.signedOut,
    unfit: () => words.unfit,
  });
  byId("toolbar").hidden = !page.editable;
  refresh();
}

/** Writing opens a section; the head of the page says so without being loaded again. */
function showSectionState(mark: string, word: string): void {
  const shown = document.querySelector("#section-state .state");
  if (!shown) return;
  shown.className = `state state--${mark}`;
  shown.querySelector("use")?.setAttribute("href", `#m-${mark}`);
  shown.lastChild!.textContent = word;
}

const page = readPage();
if (page) start(page);
