"""`python -m retold` is `retold`."""

import sys

from .cli import main

sys.exit(main())
