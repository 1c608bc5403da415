"""``python -m jumelage_graph``: the command line, for whoever has no ``jumelage`` on the path."""

from jumelage_graph.cli import main

if __name__ == "__main__":
    main()
