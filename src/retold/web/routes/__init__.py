"""The addresses of the site: one module a page or a few. Each takes what was asked, reads the desk and fills a template."""
