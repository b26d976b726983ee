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
import { authorship } from "./authorship";
import { dataBlocks } from "./blocks";
import { textActions } from "./commands";
import { crossReferences } from "./cross-references";
import { drag } from "./drag";
import { comments } from "./comments";
import type { Context, Feature, MakeFeature } from "./feature";
import { claims } from "./claims";
import { figureTokens } from "./figure-tokens";
import { find } from "./find";
import { footnotes } from "./footnotes";
import { images } from "./images";
import { keys, typingRules } from "./keys";
import { links } from "./links";
import { lint } from "./lint";
import { readPage, type EditorPage } from "./page";
import { panels } from "./panels";
import { pasting } from "./paste";
import { presence } from "./presence";
import { buildSchema } from "./schema";
import { Session } from "./session";
import { slash } from "./slash";
import { StateLine } from "./state-line";
import { suggestions } from "./suggestions";
import { hints, tidy } from "./tidy";
import { toolbar } from "./toolbar";
import { translation } from "./translation";
import { UnsentPanel } from "./unsent";
import { wordCount } from "./word-count";
import { wholeTables } from "./whole-tables";

/** Everything that the editor can do beside plain text, in the order in which it is asked. */
const FEATURES: MakeFeature[] = [
  slash, dataBlocks, links, footnotes, figureTokens, claims, crossReferences, images, pasting, find, drag, wordCount, lint, comments, suggestions, panels, presence,
  authorship, translation,
];

const byId = (id: string): HTMLElement => document.getElementById(id)!;

function start(page: EditorPage): void {
  const { words } = page.data;
  const schema = buildSchema(page.data.schema);
  const client = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let view: EditorView | null = null;
  let session: Session | null = null;
  const actions = textActions(schema);
  const announcement = byId("saving-announcement");
  const context: Context = {
    page,
    schema,
    actions,
    view: () => view!,
    session: () => session!,
    announce: (text) => void (announcement.textContent = text),
  };
  const features = FEATURES.map((make) => make(context));
  for (const feature of features) Object.assign(actions, feature.actions);
  view = mountEditor(context, features, client, () => session);
  const line = new StateLine(byId("saving-state"), announcement, words, document.documentElement.lang, page.savedAt);
  const panel = new UnsentPanel(byId("unsent"), words, () => session!.discard());
  const refresh = () => view!.setProps({});
  const settings = { live: page.live, textId: page.textId, userId: page.userId, schema: page.data.schemaHash, editable: page.editable };
  session = new Session(view, client, settings, {
    standing: (standing, unsaved, kept) => {
      line.show(standing, unsaved, kept);
      features.forEach((feature) => feature.standing?.(standing));
    },
    writable: (unsent) => (panel.show("", unsent), refresh()),
    stopped: (message, unsent) => (panel.show(message, unsent), refresh()),
    sectionState: showSectionState,
    other: (message) => features.forEach((feature) => feature.heard?.[message.type]?.(message)),
    signedOut: () => words.signedOut,
    noAccess: () => words.noAccess,
    unfit: () => words.unfit,
  });
  byId("toolbar").hidden = !page.editable;
  refresh();
  features.forEach((feature) => feature.started?.(view!));
}

function mountEditor(context: Context, features: Feature[], client: string, session: () => Session | null): EditorView {
  const { page, schema, actions } = context;
  const { words } = page.data;
  const state = EditorState.create({
    doc: Node.fromJSON(schema, page.data.document),
    plugins: [
      collab({ version: page.version, clientID: client }),
      history(),
      ...features.flatMap((feature) => (feature.keys ? [keymap(feature.keys)] : [])),
      ...features.flatMap((feature) => feature.plugins ?? []),
      ...keys(schema, actions),
      typingRules(schema),
      tidy,
      wholeTables,
      hints(words),
      tableEditing(),
      dropCursor(),
      gapCursor(),
      toolbar(byId("toolbar"), actions),
    ],
  });
  page.mount.replaceChildren();
  const view: EditorView = new EditorView(page.mount, {
    state,
    attributes: { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": page.label, lang: page.language },
    editable: () => session()?.writable ?? false,
    nodeViews: Object.assign({}, ...features.map((feature) => feature.nodeViews)),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) session()?.changed();
    },
  });
  return view;
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
