/** A feature of the editor: what it adds to the text, to the toolbar, to what the server's messages do. */
import type { Schema } from "prosemirror-model";
import type { Command, Plugin } from "prosemirror-state";
import type { EditorView, NodeViewConstructor } from "prosemirror-view";
import type { Actions } from "./commands";
import type { EditorPage } from "./page";
import type { Session, Standing } from "./session";

/** What a feature may use. `view` and `session` are there once the editor has started. */
export interface Context {
  readonly page: EditorPage;
  readonly schema: Schema;
  /** Everybody's actions by name, complete once the editor has started. */
  readonly actions: Actions;
  view(): EditorView;
  session(): Session;
  /** Tells a screen reader, without moving anything. */
  announce(text: string): void;
}

export interface Feature {
  plugins?: Plugin[];
  /** Shortcuts; they win over the editor's own. */
  keys?: Record<string, Command>;
  /** By the names in the toolbar's `data-action`. */
  actions?: Actions;
  nodeViews?: Record<string, NodeViewConstructor>;
  /** Messages of the live channel by their type; see app/desk/live_protocol.py. */
  heard?: Record<string, (message: any) => void>;
  /** How it stands with the server; told whenever it may have changed. */
  standing?(standing: Standing): void;
  started?(view: EditorView): void;
}

export type MakeFeature = (context: Context) => Feature;
