"""Where the fixtures of every test come from. Factories of one package's rows live in tests/factories/."""

pytest_plugins = ["tests.support.databases", "tests.support.browse", "tests.support.demo"]
