/** A table without any cell, as a piece of a copied table can bring one, gets cells: the server takes no table without. */
import { sendableSteps } from "prosemirror-collab";
import { Plugin } from "prosemirror-state";

export const wholeTables = new Plugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((transaction) => transaction.docChanged) || !sendableSteps(state)) return null;
    const transaction = state.tr;
    const { table_figure: figure, table_cell: cell } = state.schema.nodes;
    state.doc.forEach((block, start) => {
      const table = block.type === figure ? block.lastChild! : null;
      if (!table || table.content.content.some((row) => row.childCount > 0)) return;
      const firstRow = start + 1 + block.firstChild!.nodeSize + 1;
      table.forEach((_row, offset) => transaction.insert(transaction.mapping.map(firstRow + offset + 1), cell!.createAndFill()!));
    });
    return transaction.docChanged ? transaction : null;
  },
});
