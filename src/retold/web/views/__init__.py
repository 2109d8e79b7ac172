"""What pages show, as plain values: one module a page. They take nouns and give what a template writes, and no HTML."""
