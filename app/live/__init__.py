"""Topics that pages listen to, who is present where, and the relay that carries both between server processes."""
