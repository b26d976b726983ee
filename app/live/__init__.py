"""Topics that pages listen to: what changed is published after the commit, in this process."""
