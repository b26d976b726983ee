/** Who wrote each block, shown beside it on demand. The server tells it from all steps ever made. */
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type Command } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { MakeFeature } from "./feature";

interface BlockWriters {
  id: string;
  names: string[];
}

const REFRESH_AFTER = 3000; // ms without a change
const key = new PluginKey<DecorationSet | null>("authorship");

export const authorship: MakeFeature = ({ page, announce, session, view }) => {
  const words = page.data.words.authorship;
  const address = page.live.replace("/live?", "/history/authorship/blocks?");
  let timer: number | undefined;

  const put = (shown: DecorationSet | null) => view().dispatch(view().state.tr.setMeta(key, shown).setMeta("addToHistory", false));

  const fetchWriters = async (): Promise<boolean> => {
    await session().settled();
    const answer = await fetch(address);
    if (!answer.ok) return false;
    const { blocks } = (await answer.json()) as { blocks: BlockWriters[] };
    if (key.getState(view().state)) put(beside(view().state.doc, blocks));
    return true;
  };

  const toggle: Command = (state, dispatch) => {
    if (!dispatch) return true;
    if (key.getState(state)) {
      put(null);
      announce(words.hidden!);
      return true;
    }
    put(DecorationSet.empty);
    void fetchWriters()
      .catch(() => false)
      .then((fetched) => {
        if (!fetched) put(null);
        announce(fetched ? words.shown! : words.failed!);
      });
    return true;
  };

  const plugin = new Plugin<DecorationSet | null>({
    key,
    state: {
      init: () => null,
      apply(transaction, shown) {
        const meta = transaction.getMeta(key) as DecorationSet | null | undefined;
        return meta !== undefined ? meta : (shown?.map(transaction.mapping, transaction.doc) ?? null);
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: () => ({
      update(editor, before) {
        if (!key.getState(editor.state) || editor.state.doc.eq(before.doc)) return;
        clearTimeout(timer);
        timer = window.setTimeout(() => void fetchWriters().catch(() => false), REFRESH_AFTER);
      },
    }),
  });

  return {
    plugins: [plugin],
    actions: { authorship: { run: toggle, isOn: (state) => Boolean(key.getState(state)) } },
  };
};

/** Blocks are known by their ids; what is newer than the server's answer shows nobody yet. */
function beside(doc: Node, blocks: BlockWriters[]): DecorationSet {
  const names = new Map(blocks.filter(({ id }) => id).map((block) => [block.id, block.names.join(", ")]));
  const found: Decoration[] = [];
  doc.forEach((node, offset) => {
    const writers = names.get(node.attrs.id as string);
    if (writers) found.push(Decoration.node(offset, offset + node.nodeSize, { class: "authored", "data-authors": writers }));
  });
  return DecorationSet.create(doc, found);
}
