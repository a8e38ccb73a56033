"""``python -m plumbline`` is the command line."""

from plumbline.cli import main

main()
