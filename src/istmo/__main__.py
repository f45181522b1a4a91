"""`python -m istmo`: the same command line where there is no script on the path (Windows)."""

from istmo.cli.app import main

if __name__ == "__main__":
    main()
