"""Retold in the browser: the pages and the API over one archive.

    snapshot → views (what a page shows, as plain values) → templates → page

`app` puts it together, `security` stands before it, `desk` holds what the pages read from, the modules in `routes/` have
a page or a few each. It needs the extra `web`; nothing else of Retold imports it but the command that starts it.
"""
